import type { PageFiles } from './load-page-files.ts';
import { notHere } from './not-here.ts';
import type { Call } from './web.types.ts';

/** Sends one file of the page: the named one, or that of the address. They hold no data: what a visitor may see comes from the API. */
export function sendPage(pages: PageFiles, name?: string) {
  return ({ request, response }: Call): void => {
    const wanted = name ?? String(request.params.file);
    const file = pages.get(wanted);
    if (file === undefined || (name === undefined && wanted.endsWith('.html'))) throw notHere('page');
    response.set('Cache-Control', 'no-cache').setHeader('Content-Type', file.type);
    response.end(file.content);
  };
}
