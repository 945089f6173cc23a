import { ratios } from '../markdown/figures.ts'
import { pictureStyle } from './picture.ts'

/** How the elements of an article look, whatever page they stand on: what src/blog/markdown makes, dressed in the page's colours. */
export const bodyStyle = `img,video{max-width:100%;height:auto;border-radius:.3rem}video{display:block;background:#000}audio{display:block;width:100%}
figure{margin:1.8em 0}figure :is(img,picture,.pic){display:block}figcaption{color:var(--soft);font-size:.85rem;line-height:1.5;margin-top:.5em}
.row{display:flex;gap:.5rem}.row+.row{margin-top:.5rem}.row>*{flex:1;min-width:0;margin:0}.row img{display:block;width:100%;height:100%;object-fit:cover;aspect-ratio:var(--r)}.row figure a{display:block}
${ratioStyle()}
${pictureStyle}
blockquote{margin:1.5em 0;padding:.2em 0 .2em 1.2em;border-left:3px solid var(--accent);color:var(--soft)}blockquote>:first-child{margin-top:0}blockquote>:last-child{margin-bottom:0}
.callout{margin:1.8em 0;padding:.9rem 1.2rem;border-left:3px solid var(--line);background:var(--tint);border-radius:0 .4rem .4rem 0;font-size:.95rem}.callout p{margin:.5em 0}.callout>:last-child{margin-bottom:0}.callout .callout-title{margin:0;font-weight:650}.callout.tip,.callout.important{border-color:var(--accent)}.callout.important .callout-title{color:var(--accent)}
.callout:is(.warning,.caution){border:2px solid var(--accent);border-radius:.4rem}.callout:is(.warning,.caution) .callout-title{color:var(--accent)}
.toc{margin:1.8em 0;padding:.7rem 0;border-top:1px solid var(--line);border-bottom:1px solid var(--line);font-size:.92rem;line-height:1.5}.toc summary{color:var(--soft);padding:.2rem 0}.toc ol{margin:.3rem 0 0;padding-left:1.5em}.toc a{display:inline-block;padding:.2rem 0;color:inherit;text-decoration:none}.toc a:hover{text-decoration:underline}
.embed{margin:1.8em 0;border:1px solid var(--line);border-radius:.4rem;overflow:hidden}.embed summary{list-style:none;display:flex;gap:.8rem;align-items:center;padding:.8rem 1rem;background:var(--tint);font-size:.9rem;line-height:1.45}.embed summary::-webkit-details-marker{display:none}.embed summary::before{content:"▶\\FE0E";flex:none;width:2.2rem;line-height:2.2rem;text-align:center;border-radius:50%;background:var(--accent);color:var(--paper);font-size:.8rem}.embed.post summary::before{content:"+";font-size:1.1rem}.embed[open] summary::before{content:"×";font-size:1.1rem}.embed iframe{display:block;width:100%;height:auto;border:0}.embed.video iframe{aspect-ratio:16/9}.embed.audio iframe{height:11rem}.embed.post iframe{height:35rem;background:#fff}.embed p{margin:0;padding:.6rem 1rem;font-size:.82rem;color:var(--soft)}
summary{cursor:pointer}sup{font-size:.7em;line-height:0;vertical-align:.45em}sup a{padding:.4em .15em;text-decoration:none}
.footnotes{margin-top:3em;padding-top:.5em;border-top:1px solid var(--line);font-size:.88rem}.footnotes h2{font-size:1rem;margin:.8em 0 .4em}.footnotes ol{padding-left:1.5em}.footnotes p{margin:.4em 0}.footnotes li:target{background:var(--tint)}[data-footnote-backref]{padding:.3em}
:target{scroll-margin-top:1.5rem}mark{background:color-mix(in srgb,var(--accent) 22%,var(--paper));color:inherit;padding:0 .1em}
pre{overflow-x:auto;padding:1rem;border-radius:.4rem;background:var(--tint);font-size:.8rem;line-height:1.55;tab-size:2}code{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:.88em;hyphens:none}:not(pre)>code{background:var(--tint);padding:.1em .35em;border-radius:.25em}
div.table{overflow-x:auto;margin:1.5em 0}table{border-collapse:collapse;font-size:.9rem;font-variant-numeric:lining-nums tabular-nums}caption{color:var(--soft);text-align:left;padding-bottom:.4em}th,td{border-bottom:1px solid var(--line);padding:.45em .8em;text-align:left;vertical-align:top}[align=right]{text-align:right}[align=center]{text-align:center}hr{border:0;border-top:1px solid var(--line);margin:2.5em 0}
.e-content :is(p,li,dd){text-wrap:pretty;hyphens:auto;hyphenate-limit-chars:9 4}
.tok-keyword{color:var(--accent);font-weight:600}.tok-comment{color:var(--soft);font-style:italic}.tok-string,.tok-string-expression{color:color-mix(in srgb,var(--accent) 60%,var(--ink))}.tok-constant,.tok-function{color:var(--ink);font-weight:600}.tok-punctuation{color:var(--soft)}
@media print{.toc,[data-footnote-backref]{display:none}figure,pre,blockquote,.callout,table{break-inside:avoid}p{orphans:3;widows:3}}`

/** Each ratio's class: a picture of a row takes room by it, so that all of a row are equally high. */
function ratioStyle(): string {
  return Object.entries(ratios)
    .map(([name, ratio]) => `.row .${name}{--r:${ratio.toFixed(4)};flex-grow:${ratio.toFixed(4)}}`)
    .join('')
}
