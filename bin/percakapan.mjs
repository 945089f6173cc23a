#!/usr/bin/env node
// Plain JavaScript, as all of bin/: runs on any Node >= 18, and makes ready what the rest needs.
//   1. dependencies: `npm ci` when node_modules is missing or older than the lockfile
//   2. the right Node: where the running one is too old, the npm package `node` in a folder of the project
//   3. the panel and the program, built, for the commands that serve: when they are older than their sources
// Then it runs the built program (or src/main.ts, or the file after `--script`) with that Node, in its own place where it can.
// `--ready` before a command ends there: everything is ready for it.
import { join } from 'node:path'
import { build, builtProgram, forget, isFresh } from './lib/builds.mjs'
import { dependenciesFit, installDependencies } from './lib/dependencies.mjs'
import { root } from './lib/folders.mjs'
import { helpFor } from './lib/help.mjs'
import { nodeIsThere, rightNode } from './lib/node.mjs'
import { run } from './lib/run.mjs'
import { say } from './lib/say.mjs'
import { takeTurn } from './lib/turn.mjs'

const SERVING = new Set(['start', 'all', 'web', 'worker'])

// A full disk under the log ends no program.
process.stderr.on('error', () => undefined)

const args = process.argv.slice(2)
const only = args[0] === '--ready' && Boolean(args.shift())
const script = args[0] === '--script' ? args.splice(0, 2)[1] : undefined
const command = script ? undefined : args[0]
const serves = SERVING.has(command)
/** `build --anew`: for a package or an image, which hold nothing of earlier builds. */
const anew = command === 'build' && args[1] === '--anew'

const help = script ? undefined : helpFor(args, SERVING)
if (help && !only) process.stdout.write(help)

try {
  if (!help) {
    const node = makeReady()
    if (!only && command !== 'build') await run(node, entry(), args, serves)
  }
} catch (error) {
  say(`Persiapan gagal: ${error.message}`, `Getting ready failed: ${error.message}`)
  process.exit(2)
}

function makeReady() {
  const installs = script || command !== '--version'
  const builds = script || serves || command === 'build' ? ['panel', 'server'] : []
  if (!anew && (!installs || dependenciesFit()) && nodeIsThere() && builds.every(isFresh)) return rightNode()
  const letGo = takeTurn()
  try {
    if (installs) installDependencies()
    const node = rightNode()
    if (anew) for (const name of builds) forget(name)
    for (const name of builds) build(name, node)
    return node
  } finally {
    letGo()
  }
}

function entry() {
  return script ? join(root, script) : (builtProgram() ?? join(root, 'src', 'main.ts'))
}
