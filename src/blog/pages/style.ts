import { bodyStyle } from './body-style.ts'
import { partsStyle } from './parts-style.ts'

/** The blog's look: one file for all pages (style-file.ts). Colours come from the brand kit. */
export function blogStyle(accent: string, paper: string): string {
  return `@font-face{font-family:Literata;src:url(/fonts/literata.woff2) format("woff2");font-weight:200 900;font-display:swap}@font-face{font-family:"Plus Jakarta Sans";src:url(/fonts/plus-jakarta-sans.woff2) format("woff2");font-weight:200 800;font-display:swap}
:root{color-scheme:light dark;--paper:${paper};--ink:#23211d;--soft:#6a655c;--line:#e2dccf;--accent:${readable(accent, paper)};--tint:color-mix(in srgb,var(--accent) 8%,var(--paper))}
@media(prefers-color-scheme:dark){:root{--paper:#171614;--ink:#ece7dc;--soft:#a59e91;--line:#35322c;--accent:${readable(accent, '#171614')}}}
*{box-sizing:border-box}html{font-size:112.5%;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.7 Literata,"Iowan Old Style",Charter,Georgia,"Noto Serif",serif;overflow-wrap:break-word}
a{color:var(--accent);text-underline-offset:.18em;text-decoration-thickness:.06em}a:hover{text-decoration-thickness:.12em}:focus-visible{outline:3px solid var(--accent);outline-offset:3px;border-radius:2px}
.skip{position:absolute;left:-99em}.skip:focus{left:1rem;top:1rem;background:var(--paper);padding:.5rem 1rem;z-index:1}
.wrap{max-width:42rem;margin:0 auto;padding:0 1.25rem}
header.site,footer.site,.meta,.tags,.next small,.pages,.syndication{font-family:"Plus Jakarta Sans",system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
header.site{padding:1.5rem 0;font-size:.85rem;color:var(--soft)}header.site .wrap{display:flex;align-items:center;gap:.75rem;flex-wrap:wrap}
header.site a.brand{color:var(--ink);font-weight:700;text-decoration:none;font-size:1rem;display:flex;align-items:center;gap:.6rem}header.site img{width:2rem;height:2rem;border-radius:.4rem;object-fit:cover}
header.site .site-link{margin-left:auto}
main{padding:1.5rem 0 3rem}h1,h2,h3,h4{line-height:1.25;text-wrap:balance}h1{font-size:2rem;margin:0 0 .75rem;letter-spacing:-.01em}h2{font-size:1.4rem;margin:2.2em 0 .6em}h3{font-size:1.15rem;margin:1.8em 0 .5em}
.meta{color:var(--soft);font-size:.8rem;margin:0 0 2rem;display:flex;gap:.4rem 1rem;flex-wrap:wrap}.meta a{color:inherit}
${bodyStyle}
.tags{list-style:none;padding:0;margin:2rem 0 0;display:flex;gap:.5rem 1rem;flex-wrap:wrap;font-size:.8rem}.syndication{font-size:.8rem;color:var(--soft)}
.next{display:block;margin:3rem 0 0;padding:1.4rem 1.5rem;background:var(--tint);border-radius:.6rem;color:var(--ink);text-decoration:none}.next small{display:block;color:var(--accent);font-weight:600;margin-bottom:.2rem}.next strong{font-size:1.15rem;line-height:1.35;display:block}.next span{color:var(--soft);font-size:.9rem}
.list{list-style:none;padding:0;margin:0}.list li{padding:1.4rem 0;border-top:1px solid var(--line)}.list li:first-child{border-top:0;padding-top:0}.list h2{margin:0 0 .3rem;font-size:1.3rem}.list h2 a{color:var(--ink);text-decoration:none}.list h2 a:hover{text-decoration:underline}.list p{margin:.2rem 0}.list .meta{margin:0}
.promise{font-size:1.15rem;color:var(--soft);margin:0 0 2.5rem}.pages{display:flex;justify-content:space-between;font-size:.85rem;margin-top:2rem}
footer.site{border-top:1px solid var(--line);padding:2rem 0 3rem;font-size:.8rem;color:var(--soft)}footer.site p{margin:.3rem 0}footer.site ul{list-style:none;display:flex;gap:.4rem 1.2rem;flex-wrap:wrap;padding:0;margin:.3rem 0}footer.site a{color:inherit}
.notice{background:var(--tint);padding:.6rem 1rem;border-radius:.4rem;font-size:.85rem}
@media(max-width:30rem){h1{font-size:1.6rem}html{font-size:106.25%}}@media print{.next{display:none}}
${partsStyle}`
}

/** Moves an accent towards black or white until it can be read on the paper (WCAG 2.2: contrast of 4.5). */
export function readable(accent: string, paper: string): string {
  const background = luminance(rgb(paper))
  const target = background > 0.4 ? 0 : 255
  let colour = rgb(accent)
  for (let step = 0; step < 20 && contrast(luminance(colour), background) < 4.6; step++) {
    colour = colour.map((channel) => Math.round(channel + (target - channel) * 0.12))
  }
  return `#${colour.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`
}

function rgb(hex: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16))
}

/** Relative luminance, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(colour: number[]): number {
  const [r = 0, g = 0, b = 0] = colour.map((channel) => {
    const part = channel / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(a: number, b: number): number {
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}
