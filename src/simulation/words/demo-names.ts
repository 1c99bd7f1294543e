/** People whom a staff file does not hold and a year needs: the governors. */
export const governors = [
  { number: 'GOV1', title: 'Mrs', forename: 'Anwen', surname: 'Pritchard', roles: 'chair;governor' },
  { number: 'GOV2', title: 'Mr', forename: 'Tunde', surname: 'Adeyemi', roles: 'governor' },
  { number: 'GOV3', title: 'Ms', forename: 'Ros', surname: 'Lightfoot', roles: 'governor' },
] as const;

/** Somebody who comes in January. */
export const newcomers = [
  {
    number: 'NEW1',
    title: 'Ms',
    forename: 'Imani',
    surname: 'Holt',
    jobTitle: 'Teaching Assistant',
    group: 'Teaching assistant',
  },
  {
    number: 'NEW2',
    title: 'Mr',
    forename: 'Pavel',
    surname: 'Dvořák',
    jobTitle: 'Class Teacher',
    group: 'Teacher',
  },
] as const;
