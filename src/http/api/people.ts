/** Who works in a workspace, who is asked to, and the workspaces of a person. */
import { z } from '@hono/zod-openapi'
import { longestInput } from '../../core/input-limits.ts'
import { roles } from '../../team/index.ts'
import { instant, language, words } from './shared.ts'

const role = z.enum(roles)
/** Of a person or a workspace. */
const key = z.string().regex(/^[\w-]{1,64}$/)
const token = z.string().regex(/^[\w-]{1,100}$/)

/** `GET /api/team`: the first who came first. */
export const team = z.object({
  members: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      email: z.string(),
      role,
      /** To some minutes; `null`: not since anybody notes it. */
      seenAt: instant.nullable(),
      /** Their role answers people: a conversation can be theirs. */
      answers: z.boolean(),
      you: z.boolean(),
    }),
  ),
})
/** `{id}` of a member. */
export const memberParam = z.object({ id: key })
/** `PATCH /api/team/{id}` → team */
export const memberChange = z.object({ role })
/** `POST /api/team/{id}/remove` → team. `heir`: the member who gets what was theirs. */
export const memberRemove = z.object({ heir: key })
/** `POST /api/team/leave`: oneself. Without `heir` the owner who has been here longest gets what one has made. */
export const memberLeave = z.object({ heir: key.optional() })

/** `GET /api/permissions`: the table that the program obeys. */
export const permissionTable = z.object({
  roles: z.array(z.object({ role, name: words, people: z.number() })),
  groups: z.array(
    z.object({
      name: words,
      rows: z.array(
        z.object({
          permission: z.string(),
          name: words,
          /** In the order of `roles`; `own`: with one's own things. */
          may: z.array(z.union([z.boolean(), z.literal('own')])),
        }),
      ),
    }),
  ),
})

const invitation = z.object({
  id: z.uuid(),
  /** Whom it is for; `null`: whoever has its link. */
  email: z.string().nullable(),
  role,
  /** Of a link: the address of the one who began to use it. */
  takenBy: z.string().nullable(),
  invitedBy: z.string(),
  sentAt: instant,
  expiresAt: instant,
  over: z.boolean(),
  /** Why its letter did not arrive. */
  problem: words.nullable(),
})
/** `GET /api/invitations` */
export const invitations = z.object({ invitations: z.array(invitation) })
/** `POST /api/invitations`: to an address, by letter; or `null`, by a link. */
export const invitationMake = z.object({ email: z.email().max(longestInput.email).nullable(), role })
/** `POST /api/invitations`, `POST /api/invitations/{id}/renew`: `link` is told this once; a letter has its own. */
export const invitationMade = z.object({ invitation, link: z.string().nullable() })
/** `PATCH /api/invitations/{id}` → invitations */
export const invitationChange = z.object({ role })

/** `POST /api/invitation`: what whoever has its link sees of it. */
export const invitationLook = z.object({ token })
/** `POST /api/invitation` → what its link offers, for whoever opens it. */
export const invitationSeen = z.object({
  workspace: z.string(),
  invitedBy: z.string(),
  role,
  roleName: words,
  email: z.string().nullable(),
  expiresAt: instant,
})
/**
 * `POST /api/invitation/join`: an account for its address. Answered alike whether the address had one: then sign in, and
 * `POST /api/invitation/accept`.
 */
export const invitationJoin = z.object({
  token,
  name: z.string().trim().min(1).max(100),
  email: z.email().max(longestInput.email),
  password: z.string().min(10).max(128),
  language,
  timeZone: z.string().max(64),
})
/** `POST /api/invitation/accept`, signed in → the workspace that one is in from now on */
export const invitationAccept = z.object({ token })
/** `PUT /api/workspace` → the workspace that the sign-in goes on in. */
export const workspaceEntered = z.object({ workspace: z.object({ id: z.string() }) })

/** `GET /api/workspaces`: all of whoever asks. */
export const workspaces = z.object({
  workspaces: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      role,
      roleName: words,
      members: z.number(),
      /** How many conversations wait there. */
      waiting: z.number(),
    }),
  ),
  /** Whether they may make another one. */
  mayMake: z.boolean(),
})
/** `POST /api/workspaces` → workspaceEntered */
export const workspaceMake = z.object({ name: z.string().trim().min(1).max(100) })
/** `PUT /api/workspace` → workspaceEntered: this sign-in goes on there. */
export const workspaceChoose = z.object({ id: key })

export type Team = z.infer<typeof team>
/** One of its members. */
export type TeamMember = Team['members'][number]
export type PermissionTable = z.infer<typeof permissionTable>
export type Invitation = z.infer<typeof invitation>
export type InvitationMake = z.infer<typeof invitationMake>
export type InvitationMade = z.infer<typeof invitationMade>
export type InvitationSeen = z.infer<typeof invitationSeen>
export type InvitationJoin = z.infer<typeof invitationJoin>
export type WorkspaceEntered = z.infer<typeof workspaceEntered>
export type Workspaces = z.infer<typeof workspaces>
