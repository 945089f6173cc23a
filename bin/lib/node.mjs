import { existsSync, mkdirSync, readlinkSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { cache } from './folders.mjs'
import { npm } from './npm.mjs'

const NODE_VERSION = '26.9.0'
const windows = process.platform === 'win32'
const home = join(cache, `node-${NODE_VERSION}`)
const binary = join(home, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node')
/** Leads to the project's Node, whatever its version: bin/percakapan starts it without asking another Node. */
const link = join(cache, 'node')

/** An own Node of an earlier version of the program gives way to the one that this version asks for. */
const ours = process.execPath.startsWith(`${cache}/`) && !process.execPath.startsWith(`${home}/`)
const fits = Number(process.versions.node.split('.')[0]) >= 26 && !ours

/** A Node that the program runs on is there. */
export function nodeIsThere() {
  return fits || (existsSync(binary) && (windows || leadsTo() === relative(cache, binary)))
}

/** The Node that the program runs on: the running one, or the npm package `node` in a folder of the project. @returns its path */
export function rightNode() {
  if (fits) return process.execPath
  if (!existsSync(binary)) install()
  if (!windows) pointTo()
  return binary
}

function install() {
  rmSync(home, { recursive: true, force: true })
  mkdirSync(home, { recursive: true })
  writeFileSync(join(home, 'package.json'), JSON.stringify({ private: true, allowScripts: { node: true } }))
  npm(
    ['install', `node@${NODE_VERSION}`],
    home,
    `Mengambil Node ${NODE_VERSION} untuk proyek ini (yang terpasang: ${process.versions.node}) …`,
    `Getting Node ${NODE_VERSION} for this project (installed: ${process.versions.node}) …`,
  )
}

function leadsTo() {
  try {
    return readlinkSync(link)
  } catch {
    return undefined // not there yet
  }
}

function pointTo() {
  if (leadsTo() === relative(cache, binary)) return
  const made = `${link}.${process.pid}`
  symlinkSync(relative(dirname(link), binary), made)
  renameSync(made, link)
}
