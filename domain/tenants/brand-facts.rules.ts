import type { Brand } from '../tenancy/brand.types.ts';
import { contrast, inkOn, leastContrast, plainAccent, readableOn } from '../tenancy/brand-colour.rules.ts';

/** A line about the look of a company's mails: what it is, and how it stands. */
export type BrandFact = { name: string; value: string };

/** The look in words, with what becomes of a colour that could not be read. */
export function brandFacts(brand: Brand): BrandFact[] {
  const { logo, accent } = brand;
  return [
    { name: 'Name', value: brand.company },
    { name: 'Language', value: brand.language },
    { name: 'Accent', value: accent === undefined ? `${plainAccent} (ours: none is set)` : accentWords(accent) },
    { name: 'Footer', value: brand.footer ?? 'none' },
    {
      name: 'Logo',
      value: logo === undefined ? 'none' : `${logo.contentType.slice(6).toUpperCase()}, ${logo.width} × ${logo.height} pixels`,
    },
  ];
}

function accentWords(accent: string): string {
  const ratio = contrast(accent, '#ffffff');
  const ink = inkOn(accent) === '#ffffff' ? 'white' : 'black';
  const buttons = `buttons with ${ink} letters`;
  return ratio >= leastContrast
    ? `${accent} (${buttons}; contrast on white ${ratio.toFixed(1)})`
    : `${accent} (${buttons}; its contrast on white is only ${ratio.toFixed(1)}, so links are written in ${readableOn(accent, '#ffffff')})`;
}
