/**
 * Which workspace a request is about. A page says so itself, with every request: one that was left open in a workspace never acts in
 * the one that its person has chosen since in another window.
 */
import type { Context as Request } from 'hono'
import { Problem } from '../core/problem.ts'
import type { Variables } from './variables.ts'

/** On a request: the workspace that it is for. On an answer: the workspace that it was about. */
export const workspaceHeader = 'percakapan-workspace'

/**
 * The id that a request names: in its header, or behind `?workspace=` where a browser asks without headers of ours (event streams,
 * pictures). Missing: the workspace that the sign-in was last in.
 */
export function namedWorkspace(c: Request<{ Variables: Variables }>): string | undefined {
  const inAddress = c.req.method === 'GET' ? c.req.query('workspace') : undefined
  return (c.req.header(workspaceHeader) ?? inAddress)?.slice(0, 100)
}

/** The person is no member of the workspace that the request names, or of none. `field` is `workspace`. */
export function notAMember(): Problem {
  return new Problem(
    'forbidden',
    {
      id: 'Anda tidak (lagi) bergabung di ruang kerja ini. Pilih ruang kerja lain, atau minta pemiliknya mengundang Anda.',
      en: 'You are not (or no longer) in this workspace. Choose another one, or ask its owner to invite you.',
    },
    { field: 'workspace' },
  )
}
