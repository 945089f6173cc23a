import { html } from '../../core/html.ts'

/**
 * What somebody sees whose preview link has ended or never worked: in both languages, since nobody knows whose it was, and without
 * a word about any blog or article.
 */
export function previewOverPage(): string {
  return html`<!doctype html>
<html lang="id">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Pratinjau ini tidak ada lagi · This preview is no longer available</title>
<style>
:root{color-scheme:light dark}
body{margin:0;min-height:100vh;display:grid;place-items:center;font:17px/1.6 system-ui,sans-serif;background:#faf7f1;color:#1f2523}
main{max-width:34rem;padding:2rem 1.25rem}h1{font-size:1.5rem;line-height:1.3;margin:0 0 .5rem;text-wrap:balance}
p{margin:0}section+section{margin-top:2rem;padding-top:2rem;border-top:1px solid currentColor}
@media (prefers-color-scheme:dark){body{background:#171a19;color:#e9e6df}}
</style>
</head>
<body>
<main>
<section><h1>Pratinjau ini tidak ada lagi</h1>
<p>Tautannya sudah berakhir, atau ada bagian alamatnya yang terpotong. Minta tautan baru kepada orang yang mengirimkannya.</p></section>
<section lang="en"><h1>This preview is no longer available</h1>
<p>The link has ended, or a part of its address is missing. Ask the person who sent it to you for a new one.</p></section>
</main>
</body>
</html>
`.value
}
