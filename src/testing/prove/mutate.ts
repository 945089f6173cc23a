/**
 * Loaded before everything else (`--import`) in every process that is to run a faulty version of the program: texts of some
 * files are others while they are read. Nothing on the disk is touched.
 * https://nodejs.org/api/module.html#moduleregisterhooksoptions
 */
import { registerHooks } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Edit, mutantNamed, replaced, sources } from './mutants.ts'
import { settings } from './words.ts'

const edits = new Map<string, Edit>(
  mutantNamed(process.env[settings.mutant] ?? '').edits.map((edit) => [
    pathToFileURL(join(sources, edit.file)).href,
    edit,
  ]),
)

registerHooks({
  load: (url, context, next) => {
    const loaded = next(url, context)
    const edit = edits.get(url)
    return edit ? { ...loaded, source: replaced(edit, String(loaded.source)) } : loaded
  },
})
