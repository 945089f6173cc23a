import { ratios } from '../core/picture-shapes.ts'
import { pictureStyle } from './picture.ts'

/** What is the same in all themes: what an article's elements are, how they are reached, and all of it on paper. */
export const baseStyle = `*,::before,::after{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-padding-top:1.5rem}
body{margin:0;background:var(--paper);color:var(--ink);overflow-wrap:break-word;font-kerning:normal}
h1,h2,h3,h4,h5,h6,p,ul,ol,dl,figure,blockquote,pre{margin:0}
h1,h2,h3{text-wrap:balance}p,li,dd,figcaption{text-wrap:pretty}
.e-content :is(p,li,dd){hyphens:auto;hyphenate-limit-chars:9 4}
a{color:inherit;text-decoration-thickness:.06em;text-underline-offset:.17em}a:hover{text-decoration-thickness:.13em}
.brand,:is(h1,h2,h3,.kicker,.meta,.contents li,.toc li,.tagindex li,.years li,header.site li)>a{text-decoration:none}
:is(h2,h3,.kicker,.meta,.contents li,.toc li,.tagindex li,.years li,header.site li)>a:hover,:is(header.site,.years) li>[aria-current]{text-decoration:underline}nav.series [aria-current]{font-weight:600}
:focus-visible{outline:3px solid var(--accent);outline-offset:3px;border-radius:2px}
.skip,.visually-hidden{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden;white-space:nowrap}
.skip:focus{clip-path:none;width:auto;height:auto;inset:.5rem auto auto .5rem;padding:.6rem 1rem;background:var(--ink);color:var(--paper);z-index:9}
.meta,.tags,header.site ul,footer.site ul,.years ul{display:flex;flex-wrap:wrap;align-content:flex-start}.meta{align-items:baseline}[hidden]{display:none!important}
:is(header.site,footer.site) li a,.tags a,.contents a,.tagindex a,.years a,nav.series a,.pager a,.more a{display:inline-block;padding-block:.2rem}.meta a{padding-block:.25rem}.kicker a{display:inline-block;padding-block:.2rem}
nav ul,nav ol,.list,.tags,.contents,.tagindex ul,footer.site ul,.counted{list-style:none;padding:0}
nav.series ol,section.series ol,.toc ol{list-style:decimal}
.meta .h-card:has(img){display:inline-flex;align-items:center}.meta .u-photo{width:1.4em;height:1.4em;border-radius:50%;object-fit:cover;margin-right:.35em}
.author{display:flex;gap:1rem;align-items:flex-start}.author>:is(img,svg){flex:none;width:3rem;height:3rem;object-fit:cover;border-radius:50%}.front .author{margin-top:1rem;align-items:center}
.logo{flex:none;border-radius:22%;object-fit:cover}svg.logo rect{fill:var(--accent)}svg.logo text{fill:var(--on);font-weight:700;font-size:19px}
img,video,iframe{display:block;max-width:100%;height:auto;border:0}video{background:#000}audio{display:block;width:100%}
${pictureStyle}
:is(.hero,.thumb,.next) :is(.pic,img:not(.blur)){width:100%}:is(.hero,.thumb,.next) img:not(.blur){object-fit:cover}
.row{display:flex;gap:.5rem}.row+.row{margin-top:.5rem}.row>*{flex:1;min-width:0;margin:0}.row figure a{display:block}.row img{width:100%;height:100%;object-fit:cover;aspect-ratio:var(--r)}
${ratioStyle()}
sup{font-size:.7em;line-height:0;vertical-align:.45em}sup a{text-decoration:none;padding:.4em .15em;color:var(--accent)}
mark{background:color-mix(in srgb,var(--accent) 22%,var(--paper));color:inherit;padding:0 .1em}
pre{overflow-x:auto;tab-size:2;background:var(--tint)}code,kbd,samp{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-variant-ligatures:none;hyphens:none}
.tok-keyword{font-weight:700;color:var(--accent)}.tok-comment{color:var(--soft);font-style:italic}.tok-string,.tok-string-expression{color:var(--accent)}.tok-punctuation{color:var(--soft)}
div.table{overflow-x:auto}table{border-collapse:collapse;font-variant-numeric:lining-nums tabular-nums}caption,th{text-align:left}th,td{vertical-align:baseline}th{font-weight:inherit}[align=right]{text-align:right}[align=center]{text-align:center}tr>[align=right]:not(:last-child){padding-right:.9rem!important}
summary{cursor:pointer}.embed{border:1px solid var(--line)}.embed summary{list-style:none;display:flex;gap:.8rem;align-items:center;padding:.7rem .9rem;background:var(--tint);font-size:.9rem;line-height:1.4}.embed summary::-webkit-details-marker{display:none}.embed summary::before{content:"▶\\FE0E";flex:none;width:2.3rem;line-height:2.3rem;text-align:center;border-radius:50%;background:var(--accent);color:var(--on);font-size:.85rem}.embed.post summary::before{content:"+"}.embed[open] summary::before{content:"×"}
.embed iframe{width:100%}.embed.video iframe{aspect-ratio:16/9}.embed.audio iframe{height:11rem}.embed.post iframe{height:35rem;background:#fff}.embed p{padding:.6rem .9rem;font-size:.85rem;color:var(--soft);overflow-wrap:anywhere}
[data-footnote-backref]{padding:.3em;color:var(--accent)}:target{scroll-margin-top:2rem}.footnotes li:target{background:var(--tint)}
input[type=checkbox]{flex:none;width:auto;accent-color:var(--accent)}form div{display:flex}form label{display:block}
form :is(input,button){font:inherit;color:inherit;border-radius:0;min-width:0}form input{flex:1;width:100%;background:var(--paper);border:1px solid var(--field);padding:.5em .7em}form button{border:1px solid var(--ink);background:var(--ink);color:var(--paper);padding:.5em 1em;cursor:pointer}
.pager{display:flex;justify-content:space-between;gap:1rem}.notice{background:var(--tint);padding:.6rem 1rem;margin-bottom:1.5rem}.preview-bar{margin:0;padding:.6rem 1rem;text-align:center;background:var(--tint);font-size:.95rem}
@media print{@page{margin:18mm 20mm}html{font-size:10.5pt!important}.skip,header.site nav,footer.site ul,.toc,nav.series,.next,.related,.pager,form.search,.years,[data-footnote-backref],.embed iframe{display:none!important}h1,h2,h3,h4{break-after:avoid}figure,pre,blockquote,.callout,table{break-inside:avoid}p{orphans:3;widows:3}.e-content a[href^=http]::after{content:" (" attr(href) ")";font-size:.85em;overflow-wrap:anywhere}img{max-height:90mm;object-fit:contain}}
`

/** Each ratio's class: a picture of a row takes room by it, so that all of a row are equally high. */
function ratioStyle(): string {
  return Object.entries(ratios)
    .map(([name, ratio]) => `.row .${name}{--r:${ratio.toFixed(4)};flex-grow:${ratio.toFixed(4)}}`)
    .join('')
}
