/** A host page, as far as its looks go. */
export interface Host {
  name: string;
  /** Goes into the head, after our script: what comes last wins among equals. */
  head: string;
  body?: string;
  /** Attributes of `<html>` and of `<body>`. */
  html?: string;
  bodyAttributes?: string;
  /** Default: `<!doctype html>`. */
  doctype?: string;
}

/** A sheet of one of the installed packages. */
export const sheet = (path: string) => `<link rel=stylesheet href="/systems/${path}">`;

/** The page that the others are held against: it says nothing of looks. */
export const PLAIN: Host = { name: "a plain page", head: "" };
