import type { FigureRow } from './figures/figure.js';

type Side = readonly FigureRow[];

/**
 * Into which pieces all sets that a reader knows the size of cut one another: whatever sums and differences somebody makes of
 * the sets' sizes, they are made of such pieces. Each set is taken in once, so that a hundred of them stay cheap.
 */
export class Pieces {
  private readonly pieces: FigureRow[][] = [];
  private readonly pieceOf = new Map<string, number>();

  /** What the pieces that these sets touch would become. */
  cutBy(sides: readonly Side[]): FigureRow[][] {
    return [...this.cuts(sides).values()].flatMap((parts) => [...parts.values()]);
  }

  /** The reader learns the size of these sets. */
  add(sides: readonly Side[]): void {
    for (const [piece, parts] of this.cuts(sides)) {
      const [first, ...others] = [...parts.values()];
      if (piece === NEW) this.place(first ?? []);
      else this.pieces[piece] = first ?? [];
      for (const part of others) this.place(part);
    }
  }

  private place(rows: FigureRow[]): void {
    for (const { id } of rows) this.pieceOf.set(id, this.pieces.length);
    this.pieces.push(rows);
  }

  /** By piece: its rows by which of the sets hold them. */
  private cuts(sides: readonly Side[]): Map<number, Map<string, FigureRow[]>> {
    const sets = sides.map((rows) => new Set(rows.map(({ id }) => id)));
    const given = new Map(sides.flatMap((rows) => rows.map((row) => [row.id, row] as const)));
    const cuts = new Map<number, Map<string, FigureRow[]>>();
    const cut = (piece: number, row: FigureRow): void => {
      const held = sets.map((set) => (set.has(row.id) ? '1' : '0')).join('');
      const parts = cuts.get(piece) ?? new Map<string, FigureRow[]>();
      cuts.set(piece, parts);
      const part = parts.get(held) ?? [];
      parts.set(held, part);
      part.push(row);
    };
    const touched = new Set([...given.keys()].flatMap((id) => this.pieceOf.get(id) ?? []));
    for (const piece of touched) for (const row of this.pieces[piece] ?? []) cut(piece, row);
    for (const row of given.values()) if (!this.pieceOf.has(row.id)) cut(NEW, row);
    return cuts;
  }
}

/** Rows that no set held before. */
const NEW = -1;
