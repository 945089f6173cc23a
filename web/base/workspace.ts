/**
 * The workspace that this window is in. Every request names it, so that a window never acts in one that was chosen since in another.
 * It stays the same as long as the page lives: to go elsewhere the panel is loaded anew. The server keeps which one was chosen last,
 * for windows to come.
 */
import type { Me } from '../../src/http/api.ts'

const KEY = 'percakapan:workspace'
/** src/http/workspace.ts */
const HEADER = 'percakapan-workspace'

interface Here {
  workspace: string
  /** Whose window it is. */
  user: string
}

function read(): Here | undefined {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? 'null') ?? undefined
  } catch {
    return undefined // a private window may refuse; this page then goes on where the server says
  }
}

function keep(next: Here | undefined): void {
  try {
    if (next) sessionStorage.setItem(KEY, JSON.stringify(next))
    else sessionStorage.removeItem(KEY)
  } catch {
    // As above: only a reload forgets it then.
  }
}

let here = read()

/** The id of this window's workspace; `undefined` before the server has said who is there. */
export function workspaceHere(): string | undefined {
  return here?.workspace
}

/** What a request carries to say where it belongs. */
export function workspaceHeaders(): Record<string, string> {
  return here ? { [HEADER]: here.workspace } : {}
}

/** An address of the API that a browser asks by itself, without headers of ours: pictures, frames, streams, downloads. */
export function inWorkspace(address: string): string {
  if (!here || !address.startsWith('/api/')) return address
  return `${address}${address.includes('?') ? '&' : '?'}workspace=${encodeURIComponent(here.workspace)}`
}

/** Loads the panel anew, in another workspace. Answers nothing: this page is over. */
export function enterWorkspace(workspace: string, user: string): void {
  keep({ workspace, user })
  window.location.assign('/panel/')
}

/** The window belongs to nobody: the next one who signs in begins where they were last. */
export function leaveWorkspace(): void {
  here = undefined
  keep(undefined)
}

/**
 * Stays where the server says that we are. Where somebody else has signed in meanwhile, nothing of the window is theirs: it is loaded
 * anew.
 */
export function settleIn(me: Me): Me {
  if (!me.user) return me
  if (here && here.user !== me.user.id) {
    leaveWorkspace()
    window.location.reload()
  } else if (!here && me.workspace) {
    here = { workspace: me.workspace.id, user: me.user.id }
    keep(here)
  }
  return me
}
