import { describe, expect, test } from '@jest/globals';
import { accepted, HEADER, person, problems, staffCsv, where } from './staff-files.js';

describe('nobody twice', () => {
  test('a second person with an id is refused, naming the first', () => {
    const [found] = problems(staffCsv(person(3), person(3, { Email: '', Surname: 'Fox' })));
    expect(found).toMatchObject({ code: 'duplicateId', line: 5, column: 'Id', value: '3' });
    expect(found?.expected).toContain('Ann Lee3 has it on line 4');
  });

  test('a second person with an e-mail is refused, whatever its case', () => {
    const text = staffCsv(person(3), person(4, { Email: 'ANN.LEE3@Hill.example' }));
    expect(where(problems(text))).toEqual([['duplicateEmail', 5, 'Email']]);
  });

  test('the same staff code or the same name is only warned about', () => {
    const text = staffCsv(person(3), person(4, { Surname: 'Lee3', StaffCode: 'a3' }));
    expect(where(accepted(text).warnings)).toEqual([
      ['sameStaffCode', 5, 'StaffCode'],
      ['sameName', 5, 'Surname'],
    ]);
  });
});

describe('posts', () => {
  test('without a head and a CPD leader the file is refused, and says who is likely', () => {
    const text = staffCsv().replace(',head\r', ',\r').replace('cpd-leader', '');
    const found = problems(text);
    expect(where(found)).toEqual([
      ['noHead', 0, 'Roles'],
      ['noCpdLeader', 0, 'Roles'],
      ['lineManagerMissing', 2, 'LineManagerId'],
    ]);
    expect(found[0]?.expected).toContain('Mei Hall, line 2, is "Headteacher": write head there.');
  });

  test('one person may be head and CPD leader', () => {
    const text = staffCsv().replace(',head\r', ',head;cpd-leader\r').replace(',1,cpd-leader', ',1,');
    expect(accepted(text).rows[0]?.roles).toEqual(['head', 'cpd-leader']);
  });

  test('a head who has left is no head', () => {
    const text = staffCsv(person(3)).replace('01/09/2015,,', '01/09/2015,31/08/2026,');
    expect(problems(text).map(({ code }) => code)).toEqual(['noHead']);
  });

  test('two heads are warned about', () => {
    const text = staffCsv(person(3, { Roles: 'head', LineManagerId: '1' }));
    expect(where(accepted(text).warnings)).toEqual([['severalHeads', 4, 'Roles']]);
  });
});

describe('dates', () => {
  test('nobody leaves before they start', () => {
    const text = staffCsv(person(3, { StartDate: '01/09/2026', LeaveDate: '31/08/2026' }));
    expect(where(problems(text))).toEqual([['leftBeforeStart', 4, 'LeaveDate']]);
  });

  test('a leaving date in the past is warned about, today is not past', () => {
    const text = staffCsv(person(3, { LeaveDate: '21/11/2026' }), person(4, { LeaveDate: '22/11/2026' }));
    expect(where(accepted(text).warnings)).toEqual([['leftAlready', 4, 'LeaveDate']]);
  });
});

describe('line managers', () => {
  test('only the head may have none', () => {
    const text = staffCsv(person(3, { LineManagerId: '' }));
    expect(where(problems(text))).toEqual([['lineManagerMissing', 4, 'LineManagerId']]);
  });

  test('of two heads, one may have none', () => {
    const text = staffCsv(person(3, { LineManagerId: '', Roles: 'head' }));
    expect(where(problems(text))).toEqual([['lineManagerMissing', 4, 'LineManagerId']]);
  });

  test('somebody who has left, and a governor, need none', () => {
    const text = staffCsv(
      person(3, { LineManagerId: '', LeaveDate: '31/08/2026' }),
      person(4, { LineManagerId: '', StaffGroup: 'Governor', Roles: 'chair;governor' }),
    );
    expect(accepted(text).rows).toHaveLength(4);
  });

  test('an unknown one is refused, and a staff code, an e-mail or a name says whose id is meant', () => {
    const found = problems(
      staffCsv(
        person(3, { LineManagerId: '99' }),
        person(4, { LineManagerId: 'TRE' }),
        person(5, { LineManagerId: 'Reed Tom' }),
      ),
    );
    expect(where(found).map(([code]) => code)).toEqual(Array(3).fill('lineManagerUnknown'));
    expect(found[0]?.expected).toContain('nobody in it');
    expect(found[1]?.expected).toContain('Tom Reed may be meant: their id is 2');
    expect(found[2]?.expected).toContain('their id is 2');
  });

  test('a line manager who has left is warned about', () => {
    const text = staffCsv(person(3, { LeaveDate: '31/08/2026' }), person(4, { LineManagerId: '3' }));
    expect(where(accepted(text).warnings)).toContainEqual(['lineManagerHasLeft', 5, 'LineManagerId']);
  });

  test('each loop is told once, in names, beginning with its first line', () => {
    const found = problems(
      staffCsv(
        person(9, { LineManagerId: '3' }),
        person(3, { LineManagerId: '4' }),
        person(4, { LineManagerId: '5' }),
        person(5, { LineManagerId: '3' }),
        person(6, { LineManagerId: '6' }),
      ),
    );
    expect(where(found)).toEqual([
      ['lineManagerLoop', 5, 'LineManagerId'],
      ['lineManagerLoop', 8, 'LineManagerId'],
    ]);
    expect(found[0]?.expected).toContain('Ann Lee3 → Ann Lee4 → Ann Lee5 → Ann Lee3');
    expect(found[1]?.expected).toContain('Ann Lee6 is their own line manager');
  });

  test('a loop of 5,000 people is found quickly and told shortly', () => {
    const ring = Array.from({ length: 5000 }, (_, at) =>
      person(at + 10, { LineManagerId: String(((at + 1) % 5000) + 10) }),
    );
    const found = problems(staffCsv(...ring));
    expect(found).toHaveLength(1);
    expect(found[0]?.expected).toContain('and 4988 more');
  });
});

test('every problem of a file is told in one pass, in the order of its lines', () => {
  const found = problems(
    staffCsv(
      person(3, { StartDate: '31/02/2026', FTE: '7', Roles: 'kin' }),
      person(3, { Email: 'not-an-address', LineManagerId: '77' }),
      person(5, { Surname: '', LineManagerId: '5' }),
    ).replace('cpd-leader', 'cover'),
  );
  expect(where(found)).toEqual([
    ['noCpdLeader', 0, 'Roles'],
    ['badFte', 4, 'FTE'],
    ['impossibleDate', 4, 'StartDate'],
    ['unknownRole', 4, 'Roles'],
    ['badEmail', 5, 'Email'],
    ['duplicateId', 5, 'Id'],
    ['lineManagerUnknown', 5, 'LineManagerId'],
    ['missingValue', 6, 'Surname'],
    ['lineManagerLoop', 6, 'LineManagerId'],
  ]);
});

test('a file of nothing but a header has nobody in it', () => {
  expect(where(problems(`${HEADER}\n`))).toEqual([['noPeople', 1, '']]);
});
