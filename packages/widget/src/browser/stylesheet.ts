/**
 * Puts the sheet into the shadow root. Constructed sheets need neither a nonce nor `unsafe-inline` and pass under
 * `style-src 'none'`; a style element does not.
 */
export function adopt(root: ShadowRoot, css: string): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
}
