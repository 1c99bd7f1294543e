/** What stands in a column. money: integer pence. minutes, count: integers. percent: whole per cent, 0 to 100 and more. */
export type DataType = 'text' | 'count' | 'money' | 'minutes' | 'percent';

export interface DataColumn {
  readonly title: string;
  readonly type: DataType;
}

/** Null: there is no number, and the last column says why. */
export type DataValue = string | number | null;

/** A table for machines: one kind of value in each column, so many of so many in columns of their own. */
export interface DataTable {
  /** Unique in the report; fit for the name of a file. */
  readonly id: string;
  readonly title: string;
  readonly columns: readonly DataColumn[];
  readonly rows: readonly (readonly DataValue[])[];
}
