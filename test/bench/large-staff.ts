/** A staff file of so many people as a trust's payroll would export it: departments under a head, ten to a line manager. */
export function largeStaffFile(people: number): Buffer {
  const header =
    'Id,Title,Forename,Surname,Email,JobTitle,StaffGroup,FTE,StartDate,LeaveDate,LineManagerId,Roles';
  const head = '1,Ms,Mei,Hall,head@large.example,Headteacher,Leadership,1,01/09/2015,,,head';
  const leader =
    '2,Mr,Omar,Reid,cpd@large.example,Assistant Headteacher,Leadership,1,01/09/2016,,1,cpd-leader';
  const GROUPS = ['Teacher', 'Teacher', 'Teacher', 'TA', 'TA', 'HLTA', 'Technician', 'Administration'];
  const line = (id: number): string => {
    const group = GROUPS[id % GROUPS.length] ?? 'Teacher';
    const manager = Math.max(1, Math.floor(id / 10));
    const part = id % 4 === 0 ? '0.6' : '1';
    return `${id},,Ann${id % 97},Lee-${id},a${id}@large.example,${group},${group},${part},01/09/2020,,${manager},`;
  };
  const rest = Array.from({ length: people - 2 }, (_, at) => line(at + 3));
  return Buffer.from([header, head, leader, ...rest].join('\r\n'));
}
