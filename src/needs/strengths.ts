import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/unit-of-work.js';

/** A colleague who is strong at something and agreed that others may know. */
export interface Strength {
  readonly personId: string;
  readonly standards: readonly string[];
}

/** Who knows strengths: the standards feature. */
export interface StrengthsSource {
  /** Colleagues with confirmed strengths at any of these standards who consented to being asked. */
  strongAt(tx: Tx, framework: string, standards: readonly string[]): Promise<readonly Strength[]>;
}

/** Where the standards feature says who can help; needs know nothing of how it is found out. */
@Injectable()
export class Strengths {
  private source: StrengthsSource | undefined;

  register(source: StrengthsSource): void {
    this.source = source;
  }

  /** Best match first; empty where nobody told, or the need names no standard. */
  async for(tx: Tx, need: { framework: string | null; standards: readonly string[]; personId: string }) {
    const { framework, standards, personId } = need;
    if (!this.source || framework === null || standards.length === 0) return [];
    const found = await this.source.strongAt(tx, framework, standards);
    return found
      .filter((strength) => strength.personId !== personId)
      .map((strength) => ({
        ...strength,
        standards: strength.standards.filter((s) => standards.includes(s)),
      }))
      .filter((strength) => strength.standards.length > 0)
      .sort((a, b) => b.standards.length - a.standards.length || (a.personId < b.personId ? -1 : 1));
  }
}
