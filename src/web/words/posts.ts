/** What people call the posts. */
export const POST_TITLES: Readonly<Record<string, string>> = {
  head: 'head',
  deputy: 'deputy head',
  cpdLeader: 'CPD leader',
  cpdTeam: 'CPD team',
  finance: 'finance',
  cover: 'cover',
  governor: 'governor',
  chair: 'chair of governors',
  adviser: 'adviser',
  administrator: 'administrator',
  inductionTutor: 'induction tutor',
  mentor: 'mentor',
  reviewer: 'reviewer',
};

export function postTitle(post: string): string {
  return POST_TITLES[post] ?? post;
}
