/** Editors beside the panel: which are let in, and what one asks for. What they write comes over `/micropub`, outside of this API. */
import { z } from '@hono/zod-openapi'
import { id, instant, words } from './shared.ts'

/** What an editor may do. */
export const editorScope = z.enum(['create', 'draft', 'update', 'delete', 'undelete', 'media', 'profile'])

/** An editor that is let in. `address`: its own; `null`: its token was made by hand. `by`: for whom it writes. */
export const editor = z.object({
  id,
  name: z.string(),
  address: z.string().nullable(),
  scopes: z.array(editorScope),
  by: z.string().nullable(),
  mine: z.boolean(),
  createdAt: instant,
  usedAt: instant.nullable(),
  expiresAt: instant.nullable(),
})
/** `GET /api/editors`, `DELETE /api/editors/:id`, `POST …/restore`: one's own, for an owner those of all; the newest first */
export const editors = z.object({
  editors: z.array(editor),
  /** Where an editor writes, for one that asks for it. */
  endpoint: z.string(),
  /** What each permission is, as people say it. */
  scopeNames: z.array(z.object({ scope: editorScope, name: words })),
})

/** `POST /api/editors` */
export const editorMake = z.object({
  name: z.string().trim().min(1).max(100),
  scopes: z.array(editorScope).min(1).max(10),
  /** Missing: until it is withdrawn. */
  days: z.number().int().min(1).max(3650).optional(),
})
/** `POST /api/editors` → 201: the token is told this once */
export const editorMade = z.object({ id, token: z.string() })

const said = z.string().max(2000).optional()
/** What an editor's request says, as it came: https://indieauth.spec.indieweb.org/#authorization-request */
export const editorAsk = z.object({
  response_type: said,
  client_id: said,
  redirect_uri: said,
  state: said,
  code_challenge: said,
  code_challenge_method: said,
  scope: said,
  me: said,
})
/** `POST /api/editors/ask` → who asks, for what, and of which blogs */
export const editorAsking = z.object({
  /** `known`: what it says of itself could be read. `local`: it runs on the person's own device. */
  client: z.object({ id: z.string(), name: z.string(), known: z.boolean(), local: z.boolean() }),
  /** Where it is answered, as a host or a scheme. */
  answersTo: z.string(),
  scopes: z.array(z.object({ scope: editorScope, name: words })),
  /** The one that is meant first. `scopes`: those that one's role there includes. */
  blogs: z.array(z.object({ workspaceId: z.string(), name: z.string(), me: z.string(), scopes: z.array(editorScope) })),
  /** Where one goes who refuses. */
  refusal: z.string(),
})
/** `POST /api/editors/allow` → where one goes then */
export const editorAllow = z.object({
  asked: editorAsk,
  workspaceId: z.string().max(100),
  scopes: z.array(editorScope).max(10),
})
/** Back to the editor, with its code. */
export const editorAllowed = z.object({ back: z.string() })

export type Editor = z.infer<typeof editor>
export type Editors = z.infer<typeof editors>
export type EditorMade = z.infer<typeof editorMade>
export type EditorAsking = z.infer<typeof editorAsking>
export type EditorAllowed = z.infer<typeof editorAllowed>
