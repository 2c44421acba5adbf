import { serveFile, type StaticFiles } from "../static-files.js";

/** The strictest policy that a page can have: what works here works anywhere. */
export const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'";

const FRONT_PAGE = "intranet-page/";

/** `/` and `/examples/…`. Nothing where there is no such page. */
export function servePages(examples: StaticFiles, request: Request): Response | undefined {
  const { pathname } = new URL(request.url);
  const path = pathname === "/" ? FRONT_PAGE : pathname.slice("/examples/".length);
  if (examples.has(`${path}/index.html`))
    return new Response(null, { status: 308, headers: { Location: `/examples/${path}/` } });
  return serveFile(examples, path, request, { "Content-Security-Policy": PAGE_POLICY });
}
