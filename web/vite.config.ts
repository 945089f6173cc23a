import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { licenses } from '../rolldown.licenses.ts'
import { partedWords } from './words/later.ts'

/** Where `npm start` answers while one works on the panel with Vite's own server. */
const server = process.env.PANEL_SERVER ?? 'http://127.0.0.1:3000'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Typefaces of scripts that neither language uses come when they are needed. */
const seldom = /-(cyrillic|greek|vietnamese)(-ext)?-.*\.woff2$/

/** The name of what tells the service worker about a build. */
export const workerKnowsBuild = 'worker-knows-build'

/** Tells the service worker which files make up this build. */
function knownToWorker(): Plugin {
  return {
    name: workerKnowsBuild,
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const worker = bundle['sw.js']
        if (worker?.type !== 'chunk' || worker.imports.length > 0)
          throw new Error('the service worker must be one file, sw.js')
        const page = bundle['index.html']
        const names = Object.keys(bundle).filter((name) => name.startsWith('assets/') && !seldom.test(name))
        const hash = createHash('sha256').update(names.join('\n')).update(worker.code)
        if (page?.type === 'asset') hash.update(page.source)
        const built = {
          version: hash.digest('hex').slice(0, 16),
          files: names.sort().map((name) => `/panel/${name}`),
        }
        worker.code = `const BUILT=${JSON.stringify(built)};${worker.code}`
      },
    },
  }
}

/** Parts the panel's words: those of seldom pages are no part of the first load. */
function wordsInParts(): Plugin {
  return {
    name: 'words-in-parts',
    enforce: 'pre',
    load(id) {
      const [, file, query] = /^(.*\/words\/(?:id|en)\.json)(\?later)?$/.exec(id) ?? []
      if (!file) return null
      const words = JSON.stringify(partedWords(JSON.parse(readFileSync(file, 'utf8')), query ? 'later' : 'first'))
      return query ? { code: `export default ${words}`, moduleType: 'js' } : words
    },
  }
}

export default defineConfig({
  root: here('.'),
  base: '/panel/',
  plugins: [wordsInParts(), react(), knownToWorker(), licenses()],
  server: { port: 5173, proxy: { '/api': server, '/media': server, '/readyz': server } },
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    rollupOptions: {
      input: { index: here('index.html'), sw: here('worker/worker.ts') },
      output: {
        // A service worker is known by its address: this one name stays the same from build to build.
        entryFileNames: (chunk) => (chunk.name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js'),
        // What is loaded at once comes as one: cut along what pages share, it is thirty files that are larger together.
        codeSplitting: { groups: [{ name: 'first', tags: ['$initial'], test: (id) => !id.includes('/web/worker/') }] },
      },
    },
    // The first load and the editor are one piece each, above Vite's usual mark; web/panel.slow.test.ts holds the first to its budget.
    chunkSizeWarningLimit: 800,
  },
})
