/**
 * Adds a sheet to the shadow root. Constructed sheets need neither a nonce nor `unsafe-inline` and pass under
 * `style-src 'none'`; a style element does not.
 */
export function addSheet(root: ShadowRoot, css: string): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}
