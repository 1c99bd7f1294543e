/** Whose record a reminder is about, from where the reader stands. */
export interface Subject {
  /** 'your', 'Tara Quill’s', or 'the school’s' where it is nobody's in particular. */
  readonly whose: string;
  /** 'you', 'Tara Quill' or 'the school'. */
  readonly who: string;
  /** Where the reminder is about one duty: '<chart>.<duty>', its name for people, and the day it is due in words. */
  readonly kind?: string;
  readonly label?: string;
  readonly due?: string;
}

/** What one reminder says, each beginning with a capital once rendered. It never quotes a record: no text that people wrote, no judgement, no reason. */
export interface Wording {
  /** News stays until it is read; anything else goes when its duty is done. */
  readonly news?: true;
  /** Cannot wait for tomorrow's mail: it is sent by itself, at the next moment at which the person works. */
  readonly urgent?: true;
  readonly title: (about: Subject) => string;
  /** One or two sentences: what is waiting, and what to do. */
  readonly text: (about: Subject) => string;
}

export type Wordings = Readonly<Record<string, Wording>>;
