import { nearest } from './nearest.js';
import { plainWord } from './plain-word.js';
import { STAFF_ROLES } from './staff-row.js';
import type { StaffRole } from './staff-row.js';

const WRITTEN: Readonly<Record<StaffRole, readonly string[]>> = {
  head: ['head', 'headteacher', 'principal'],
  deputy: ['deputy', 'deputyhead', 'deputyheadteacher', 'viceprincipal'],
  'cpd-leader': ['cpdleader', 'cpdlead', 'cpdcoordinator', 'directorofprofessionallearning'],
  'cpd-team': ['cpdteam'],
  finance: ['finance', 'bursar', 'businessmanager'],
  cover: ['cover', 'covermanager'],
  governor: ['governor'],
  chair: ['chair', 'chairofgovernors'],
  'induction-tutor': ['inductiontutor'],
  mentor: ['mentor', 'ectmentor'],
};

const BY_WORD = new Map(STAFF_ROLES.flatMap((role) => WRITTEN[role].map((word) => [word, role] as const)));

/** Roles of one cell, between semicolons or commas; words that are no role come back beside them. */
export function readRoles(text: string): { roles: StaffRole[]; unknown: { word: string; like?: string }[] } {
  const words = text
    .split(/[;,|]/)
    .map((word) => word.trim())
    .filter((word) => word !== '');
  const held = new Set<StaffRole>();
  const unknown: { word: string; like?: string }[] = [];
  for (const word of words) {
    const role = BY_WORD.get(plainWord(word));
    if (role) held.add(role);
    else unknown.push({ word, like: likeRole(plainWord(word)) });
  }
  return { roles: STAFF_ROLES.filter((role) => held.has(role)), unknown };
}

function likeRole(word: string): StaffRole | undefined {
  const near = nearest(word, [...BY_WORD.keys()]);
  return near === undefined ? undefined : BY_WORD.get(near);
}
