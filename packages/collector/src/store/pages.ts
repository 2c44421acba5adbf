/** Rows that are read, or written, at once. */
export const PAGE = 500;

/** A store that can be read through: `page` gives the rows behind one, in the order of their keys, and none at the end. */
export interface Paged<Row> {
  page(after: Row | undefined, limit: number): Promise<Row[]>;
}

/** Reads a store through, page by page: there may be more than memory holds. */
export async function* pagesOf<Row>(store: Paged<Row>): AsyncGenerator<Row[], void> {
  for (let page = await store.page(undefined, PAGE); page.length > 0; page = await store.page(page.at(-1), PAGE))
    yield page;
}
