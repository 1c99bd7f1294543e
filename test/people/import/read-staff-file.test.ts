import { describe, expect, test } from '@jest/globals';
import iconv from 'iconv-lite';
import { accepted, HEADER, person, problems, read, school, staffCsv, where } from './staff-files.js';

describe('the two schools', () => {
  test('the primary school is accepted, all 41 of its staff', () => {
    const file = read(school('primary'));
    expect(file).toMatchObject({ ok: true, summary: { people: 41, inPost: 41, earlyCareerTeachers: 2 } });
    if (!file.ok) return;
    expect(file.summary.byGroup).toMatchObject({ leadership: 3, hlta: 2, midday: 2, catering: 1, site: 1 });
    expect(file.rows.find((row) => row.externalId === '1005')).toMatchObject({
      line: 6,
      forename: 'Siân',
      email: 'sian.ashworth@brookside-primary.example',
      staffGroup: 'teacher',
      fte: 1,
      startDate: '2025-09-01',
      leaveDate: null,
      lineManagerId: '1002',
      roles: [],
      ect: false,
    });
    expect(file.rows.find((row) => row.externalId === '1004')?.roles).toEqual(['finance', 'cover']);
    expect(file.rows.find((row) => row.externalId === '1011')?.surname).toBe("O'Brien");
  });

  test('the secondary school is accepted, commas within quotation marks and all', () => {
    const { rows } = accepted(school('secondary'));
    expect(rows).toHaveLength(120);
    expect(rows.find((row) => row.externalId === '1075')).toMatchObject({
      jobTitle: 'Head of Art, Music and Drama',
      department: 'Art, Music and Drama',
    });
  });

  test.each(['win1252', 'utf16-le-bom', 'utf8-bom'])(
    'written as %s with CRLF it reads the same',
    (encoding) => {
      const text = school('primary').toString('utf8').replace(/\r?\n/g, '\r\n');
      const bytes =
        encoding === 'win1252'
          ? iconv.encode(text, 'win1252')
          : iconv.encode(text, encoding === 'utf8-bom' ? 'utf8' : 'utf16-le', { addBOM: true });
      expect(accepted(bytes).rows).toEqual(accepted(school('primary')).rows);
    },
  );

  test.each([';', '\t', '|'])('separated by %j it reads the same', (delimiter) => {
    const text = school('primary').toString('utf8').replaceAll(';', ',');
    const [head, ...rest] = text.trim().split('\n');
    const lines = [head, ...rest].map((line) => {
      const cells = (line ?? '').split(',');
      return [...cells.slice(0, 13), cells.slice(13).join('/')].join(delimiter);
    });
    const { rows } = accepted(lines.join('\n').replace('finance/cover', 'finance,cover'));
    expect(rows).toEqual(accepted(school('primary')).rows);
  });
});

describe('columns', () => {
  test('headers are found whatever their case, spaces and order', () => {
    const text = staffCsv(person(3)).replace(
      HEADER,
      HEADER.toUpperCase().replace('STAFFCODE', ' staff code '),
    );
    expect(accepted(text).rows[2]).toMatchObject({ externalId: '3', staffCode: 'A3' });
  });

  test('a renamed column is mapped by option', () => {
    const text = staffCsv(person(3)).replace('Email', 'Kontakt');
    expect(where(problems(text))).toEqual([['missingHeader', 1, 'Email']]);
    expect(accepted(text, { map: { Kontakt: 'Email' } }).rows[2]?.email).toBe('ann.lee3@hill.example');
  });

  test('the mapped column wins over another of the usual name, which is kept aside', () => {
    const text = staffCsv().replaceAll('\r\n', ',x\r\n').replace(',x', ',Works Email');
    const { rows } = accepted(text.replaceAll(',x', ',a@hill.example').replace('a@', 'b@'), {
      map: { 'Works Email': 'Email' },
    });
    expect(rows.map((row) => row.email)).toEqual(['b@hill.example', 'a@hill.example']);
    expect(rows[0]?.extra).toEqual({ Email: 'mei.hall@hill.example' });
  });

  test('a map of a column that is not there, or to a field that is none, says what may be meant', () => {
    const found = problems(staffCsv(), { map: { Forname: 'Forename', Surname: 'Shoe size' } });
    expect(found).toMatchObject([
      { code: 'mappedColumnMissing', column: 'Forname', expected: 'Did you mean "Forename"?' },
      { code: 'mappedFieldUnknown', column: 'Surname', value: 'Shoe size' },
    ]);
  });

  test('a missing header names the column that is most like it', () => {
    const [first, ...others] = problems(staffCsv(person(3)).replace('Surname', 'Surnmae'));
    expect(first).toMatchObject({ code: 'missingHeader', column: 'Surname', value: 'Surnmae', line: 1 });
    expect(first?.expected).toContain('map it with "Surnmae=Surname"');
    expect(others).toEqual([]);
  });

  test('columns that mean nothing here are kept aside, private ones are not', () => {
    const text = [
      `${HEADER},Room,National Insurance Number`,
      ...staffCsv(person(3))
        .trim()
        .split('\r\n')
        .slice(1)
        .map((line) => `${line},12,QQ123456C`),
    ].join('\n');
    const { rows, warnings } = accepted(text);
    expect(rows[0]?.extra).toEqual({ Room: '12' });
    expect(where(warnings)).toEqual([
      ['columnKeptAside', 1, 'Room'],
      ['privateColumn', 1, 'National Insurance Number'],
    ]);
  });

  test('a column called __proto__ is a column like any other', () => {
    const text = staffCsv().replaceAll('\r\n', ',x\r\n').replace(',x', ',__proto__');
    expect(Object.entries(accepted(text).rows[0]?.extra ?? {})).toEqual([['__proto__', 'x']]);
  });

  test('two columns for one field are refused', () => {
    const text = staffCsv().replace('StaffCode', 'e-mail');
    expect(where(problems(text))).toEqual([['duplicateColumn', 1, 'e-mail']]);
  });

  test('without a column nothing is said, with a blank cell it is said to be blank', () => {
    const [row] = accepted(staffCsv()).rows;
    expect(row?.workingDays).toBeUndefined();
    expect(row?.leaveDate).toBeNull();
  });

  test('working days, term time and ECT have columns of their own', () => {
    const text = [
      `${HEADER},Working Days,Term time only,ECT`,
      ...staffCsv(person(3), person(4, { JobTitle: 'Class Teacher (ECT)' }))
        .trim()
        .split('\r\n')
        .slice(1),
    ];
    const cells = ['', ',Mon-Wed and Fri,yes,', ',"Tue, Thu",no,Y', ',,,', ',wed mon,,'];
    const { rows } = accepted(text.map((line, index) => line + (cells[index] ?? '')).join('\n'));
    expect(rows.map((row) => [row.workingDays, row.termTimeOnly, row.ect])).toEqual([
      [[1, 2, 3, 5], true, false],
      [[2, 4], false, true],
      [null, null, false],
      [[1, 3], null, true],
    ]);
  });
});

describe('cells', () => {
  test.each([
    ['01/09/2026', '2026-09-01'],
    ['1/9/2026', '2026-09-01'],
    ['29.02.2024', '2024-02-29'],
    ['2026-09-01', '2026-09-01'],
    ['01/09/2026 00:00:00', '2026-09-01'],
    ['2026-09-01T00:00:00', '2026-09-01'],
  ])('the date %s is read as %s', (written, date) => {
    expect(accepted(staffCsv(person(3, { StartDate: written }))).rows[2]?.startDate).toBe(date);
  });

  test.each([
    ['31/02/2026', 'impossibleDate', 'no such day'],
    ['29/02/2025', 'impossibleDate', 'no such day'],
    ['09/24/2026', 'impossibleDate', 'month written before the day'],
    ['00/09/2026', 'impossibleDate', 'no such day'],
    ['01/09/0206', 'impossibleDate', 'year'],
    ['01/09/26', 'badDate', 'four digits'],
    ['46266', 'badDate', 'Excel'],
    ['September', 'badDate', 'dd/mm/yyyy'],
  ])('the date %s is refused as %s', (written, code, hint) => {
    const found = problems(staffCsv(person(3, { StartDate: written })));
    expect(found).toMatchObject([{ code, line: 4, column: 'StartDate', value: written }]);
    expect(found[0]?.expected).toContain(hint);
  });

  test.each([
    ['0.6', 0.6],
    ['60%', 0.6],
    ['.5', 0.5],
    ['"0,6"', 0.6],
    ['1.2', 1.2],
  ])('the share %s is read as %d', (written, fte) => {
    expect(accepted(staffCsv(person(3, { FTE: written }))).rows[2]?.fte).toBe(fte);
  });

  test('more than full time is kept and warned about', () => {
    expect(where(accepted(staffCsv(person(3, { FTE: '1.2' }))).warnings)).toEqual([
      ['fteAboveOne', 4, 'FTE'],
    ]);
  });

  test.each(['0', '-0.5', '32.5', 'full', '1e-3', 'NaN'])('the share %s is refused', (written) => {
    expect(where(problems(staffCsv(person(3, { FTE: written }))))).toEqual([['badFte', 4, 'FTE']]);
  });

  test('roles are read in any spelling, an unknown one names the nearest', () => {
    const { rows } = accepted(staffCsv(person(3, { Roles: 'Cover; FINANCE;cover' })));
    expect(rows[2]?.roles).toEqual(['finance', 'cover']);
    const [found] = problems(staffCsv(person(3, { Roles: 'finanse' })));
    expect(found).toMatchObject({ code: 'unknownRole', line: 4, column: 'Roles', value: 'finanse' });
    expect(found?.expected).toContain('Did you mean "finance"?');
  });

  test('a staff group nobody knows counts as other, with a warning', () => {
    const { rows, warnings } = accepted(staffCsv(person(3, { StaffGroup: 'Techncian' })));
    expect(rows[2]?.staffGroup).toBe('other');
    expect(warnings).toMatchObject([{ code: 'unknownStaffGroup', line: 4, value: 'Techncian' }]);
    expect(warnings[0]?.expected).toContain('technician');
  });

  test('a formula stays text and is warned about', () => {
    const { rows, warnings } = accepted(staffCsv(person(3, { Department: "=cmd|' /C calc'!A0" })));
    expect(rows[2]?.department).toBe("=cmd|' /C calc'!A0");
    expect(where(warnings)).toEqual([['formulaLike', 4, 'Department']]);
  });

  test('letters of two alphabets in one word are warned about', () => {
    const { warnings } = accepted(staffCsv(person(3, { Surname: 'Pаtel' })));
    expect(where(warnings)).toEqual([['mixedScript', 4, 'Surname']]);
  });

  test('garbled accents are warned about', () => {
    expect(where(accepted(staffCsv(person(3, { Forename: 'SiÃ¢n' }))).warnings)).toEqual([
      ['garbledText', 4, 'Forename'],
    ]);
  });

  test('invisible characters are taken out, so that two ids that look alike are alike', () => {
    expect(where(problems(staffCsv(person('3'), person('\u200b3', { Email: '' }))))).toEqual([
      ['duplicateId', 5, 'Id'],
    ]);
  });

  test('control characters, lost characters and text turned backwards are refused', () => {
    const found = problems(
      staffCsv(
        person(3, { Surname: 'Le\u0007e' }),
        person(4, { Surname: 'L\ufffde' }),
        person(5, { Surname: '\u202eeel' }),
      ),
    );
    expect(where(found)).toEqual([
      ['controlCharacter', 4, 'Surname'],
      ['damagedCharacter', 5, 'Surname'],
      ['controlCharacter', 6, 'Surname'],
    ]);
    expect(found[0]?.value).toBe('Le\\u{7}e');
  });

  test('a text too long is refused and not repeated in full', () => {
    const [found] = problems(staffCsv(person(3, { JobTitle: 'x'.repeat(5000) })));
    expect(found).toMatchObject({ code: 'tooLong', line: 4, column: 'JobTitle' });
    expect(found?.value.length).toBeLessThanOrEqual(80);
  });

  test('an e-mail may be blank; a teacher without one is warned about, a cook is not', () => {
    const text = staffCsv(person(3, { Email: '' }), person(4, { Email: '', StaffGroup: 'Catering' }));
    const { rows, warnings } = accepted(text);
    expect(rows.slice(2).map((row) => row.email)).toEqual([null, null]);
    expect(where(warnings)).toEqual([['noEmail', 4, 'Email']]);
  });
});

describe('lines', () => {
  test('a line break within quotation marks does not shift the lines that follow', () => {
    const text = staffCsv(person(3, { JobTitle: '"Class\r\nTeacher"' }), '', person(4, { StartDate: 'x' }));
    expect(where(problems(text))).toEqual([['badDate', 7, 'StartDate']]);
  });

  test('a row with too many cells is refused as that, not for what then stands in the wrong column', () => {
    const text = staffCsv(person(3, { JobTitle: 'Head of Art, Music' }), person(4));
    expect(where(problems(text))).toEqual([['tooManyFields', 4, '']]);
  });

  test('separators at the end of every row are no columns', () => {
    const [header, ...rows] = staffCsv(person(3)).trim().split('\r\n');
    expect(accepted([header, ...rows.map((row) => `${row},,`)].join('\n')).rows).toHaveLength(3);
  });

  test('a row with too few cells is read as if the rest were blank', () => {
    const short = person(3).split(',').slice(0, 13).join(',');
    expect(where(accepted(staffCsv(short)).warnings)).toEqual([['tooFewFields', 4, '']]);
  });

  test('a quotation mark never closed is found on its line, and the lines below are still checked', () => {
    const text = staffCsv(person(3, { JobTitle: '"Class Teacher' }), person(4, { StartDate: '31/02/2026' }));
    expect(where(problems(text))).toEqual([
      ['quoteNotClosed', 4, ''],
      ['impossibleDate', 5, 'StartDate'],
    ]);
  });

  test('a quotation mark closed by another far below is found where it opens', () => {
    const text = staffCsv(
      person(3, { JobTitle: '"Class Teacher' }),
      person(4),
      person(5),
      person(6),
      person(7, { JobTitle: 'Class Teacher"' }),
    );
    expect(where(problems(text))).toContainEqual(['quoteNotClosed', 4, '']);
  });

  test('the line sep=; that Excel writes is understood', () => {
    const text = `sep=;\n${staffCsv(person(3, { StartDate: 'x' })).replaceAll(',', ';')}`;
    expect(where(problems(text))).toEqual([['badDate', 5, 'StartDate']]);
  });
});
