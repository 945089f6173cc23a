import { z } from '@hono/zod-openapi'
import type { Actor, Context } from '../../context.ts'
import {
  assignConversation,
  correctKind,
  noteLeft,
  noteReading,
  setConversationState,
  setNoteShown,
  snoozeConversation,
  writeNote,
} from '../../conversations/index.ts'
import { inWorkspace } from '../../db/client.ts'
import {
  conversation,
  conversationAssign,
  conversationReading,
  conversationSnooze,
  conversationState,
  noteWrite,
  responseKind,
} from '../api.ts'
import { type App, idParam, operation } from '../operation.ts'
import { viewConversation } from './conversations.ts'

const viewing = (context: Context) => (actor: Actor, id: string) =>
  inWorkspace(context.db, actor.workspaceId, (tx) => viewConversation(context, actor, tx, id))

/** Who takes care of a conversation, and when: given to a member, snoozed, done. */
function teamWork(app: App, context: Context): void {
  const viewed = viewing(context)
  operation(
    app,
    {
      method: 'post',
      path: '/conversations/{id}/state',
      needs: 'answer',
      summary: 'Done, or open again',
      params: idParam,
      body: conversationState,
      answer: conversation,
    },
    async (c) => {
      await setConversationState(context, c.actor, c.params.id, c.body.state)
      return viewed(c.actor, c.params.id)
    },
  )
  operation(
    app,
    {
      method: 'post',
      path: '/conversations/{id}/assign',
      needs: 'answer',
      summary: 'Give a conversation to a member, or to nobody',
      params: idParam,
      body: conversationAssign,
      answer: conversation,
    },
    async (c) => {
      await assignConversation(context, c.actor, c.params.id, c.body)
      return viewed(c.actor, c.params.id)
    },
  )
  operation(
    app,
    {
      method: 'post',
      path: '/conversations/{id}/snooze',
      needs: 'answer',
      summary: 'Put a conversation out of sight until a time, or until they write again',
      params: idParam,
      body: conversationSnooze,
      answer: conversation,
    },
    async (c) => {
      await snoozeConversation(context, c.actor, c.params.id, c.body.until === null ? null : new Date(c.body.until))
      return viewed(c.actor, c.params.id)
    },
  )
}

/** Who has a conversation open, so that nobody is answered twice. */
function presence(app: App, context: Context): void {
  const nothing = z.object({})
  operation(
    app,
    {
      method: 'put',
      path: '/conversations/{id}/reading',
      needs: 'answer',
      summary: 'Say that a conversation is open, and whether an answer is being written',
      params: idParam,
      body: conversationReading,
      answer: nothing,
    },
    async (c) => {
      await noteReading(context, c.actor, c.params.id, c.body.writing)
      return {}
    },
  )
  operation(
    app,
    {
      method: 'delete',
      path: '/conversations/{id}/reading',
      needs: 'answer',
      summary: 'Say that a conversation was closed',
      params: idParam,
      answer: nothing,
    },
    async (c) => {
      await noteLeft(context, c.actor, c.params.id)
      return {}
    },
  )
}

/** What members tell each other beside a conversation, and what they say that a response is. */
function teamNotes(app: App, context: Context): void {
  const viewed = viewing(context)
  operation(
    app,
    {
      method: 'post',
      path: '/conversations/{id}/notes',
      needs: 'answer',
      summary: 'Write a note for the team; nobody else sees it',
      params: idParam,
      body: noteWrite,
      answer: conversation,
      status: 201,
    },
    async (c) => {
      await writeNote(context, c.actor, c.params.id, c.body.text)
      return viewed(c.actor, c.params.id)
    },
  )
  operation(
    app,
    {
      method: 'post',
      path: '/responses/{id}/kind',
      needs: 'answer',
      summary: 'Say what kind of response it is, where triage is wrong',
      params: idParam,
      body: responseKind,
      answer: conversation,
    },
    async (c) => viewed(c.actor, await correctKind(context, c.actor, c.params.id, c.body.kind)),
  )
  operation(
    app,
    {
      method: 'delete',
      path: '/conversation-notes/{id}',
      needs: 'answer',
      summary: 'Take a note away; `restore` brings it back',
      params: idParam,
      answer: conversation,
    },
    async (c) => viewed(c.actor, await setNoteShown(context, c.actor, c.params.id, false)),
  )
  operation(
    app,
    {
      method: 'post',
      path: '/conversation-notes/{id}/restore',
      needs: 'answer',
      summary: 'Bring a note back',
      params: idParam,
      answer: conversation,
    },
    async (c) => viewed(c.actor, await setNoteShown(context, c.actor, c.params.id, true)),
  )
}

/** How a team works at one inbox: whose a conversation is, until when it rests, who looks at it, and what they tell each other. */
export function conversationTeamRoutes(app: App, context: Context): void {
  teamWork(app, context)
  teamNotes(app, context)
  presence(app, context)
}
