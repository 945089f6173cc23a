import { setTimeout as sleep } from 'node:timers/promises'
import { dueEvergreens, dueFeeds, goRound, readFeed } from './automation/index.ts'
import {
  dueArticles,
  dueReplacements,
  forgetReplacements,
  nextArticle,
  publishDue,
  renewPages,
  renewPagesWith,
  sharedFor,
  workOnReplacement,
} from './blog/index.ts'
import { openBus } from './bus.ts'
import { promisingWorkspaces, warnOfGap } from './cadence/index.ts'
import { channelsToPoll, forgetOldStarts, releaseChannel, removedChannels } from './channels/index.ts'
import type { Config } from './config.ts'
import type { Context } from './context.ts'
import {
  bringBackSnoozed,
  forgetReaders,
  forgetWebhookEvents,
  markAnswered,
  nextToComeBack,
  pollDueChannel,
  tellUntold,
} from './conversations/index.ts'
import { openDatabase } from './db/client.ts'
import { openClock } from './db/clock.ts'
import { migrate } from './db/migrate.ts'
import { type Postgres, startPostgres } from './db/postgres.ts'
import { reachDatabase } from './db/reach.ts'
import { createGuardedFetch } from './fetch/guarded.ts'
import { openApp } from './http/app.ts'
import { listen, readerOf, type WebServer } from './http/server.ts'
import { dueImports, forgetImports, importsGoOn, workOnImport } from './importing/index.ts'
import { type Log, openLog } from './log.ts'
import { dueLetters, nextLetter, sendLetter } from './mail/index.ts'
import {
  forgetMedia,
  forgetRenditionFolders,
  forgetRenditions,
  forgetUploads,
  startRenditionMaker,
  startSourceSetMaker,
} from './media/index.ts'
import { allNetworks, byName } from './networks/index.ts'
import type { Network } from './networks/network.ts'
import {
  dueSeries,
  forgetIntents,
  leaseSeconds,
  makeNext,
  startDispatcher,
  wakeForRendition,
} from './publishing/index.ts'
import { openAuth } from './team/index.ts'
import { type Running, startWork } from './work/index.ts'

/** Says what takes long, in both languages; the caller knows which one to print. */
export type Tell = (id: string, en: string) => void

/** The context, and the way to close all of it. */
export interface Opened {
  context: Context
  close(): Promise<void>
}

/** What a context would make by itself, where that is there already. */
export interface Given {
  /** Instead of all networks. */
  networks?: readonly Network[]
  /** The database has this version's shape. */
  migrated?: boolean
}

/**
 * Opens everything that operations need: the database (embedded where none is given), migrations, networks.
 * @param part which part of the program this process is, for the others to see
 */
export async function openContext(
  config: Config,
  tell: Tell = () => undefined,
  log: Log = openLog(config.logLevel),
  part = 'command',
  given: Given = {},
): Promise<Opened> {
  const postgres: Postgres | undefined = config.databaseUrl ? undefined : await startPostgres(config.dataDir, tell)
  const connection = postgres ? postgres.connection : { connectionString: config.databaseUrl }
  const database = openDatabase(connection, 8, part, leaseSeconds(config))
  try {
    if (!postgres) await reachDatabase(connection, tell)
    if (!given.migrated) await migrate(database.db, tell)
    const failed = (error: unknown) => log.error({ error }, 'in the background')
    const clock = await openClock(database.pool, log)
    const bus = openBus(database.pool, failed)
    await postgres?.entered()
    const networks = byName(given.networks ?? (await allNetworks()))
    const home = new URL(config.baseUrl)
    const fetch = createGuardedFetch({
      allow: [...config.allowPrivateHosts, `${home.hostname}:${home.port || (home.protocol === 'https:' ? 443 : 80)}`],
    })
    const context: Context = {
      config,
      db: database.db,
      database,
      clock,
      fetch,
      log,
      networks,
      asked: { markAnswered },
      bus,
    }
    return {
      context,
      close: async () => {
        clock.stop()
        await bus.close()
        await database.close()
        await postgres?.stop()
      },
    }
  } catch (error) {
    await database.close()
    await postgres?.stop()
    throw error
  }
}

/** The panel, the API and the blog. */
export async function startWeb(context: Context): Promise<Running & WebServer> {
  const auth = openAuth(context)
  const reader = readerOf(context)
  const server = await listen(context, openApp(context, auth, reader), reader)
  return {
    ...server,
    stop: async () => {
      reader.close()
      await server.close()
    },
  }
}

/** What happens by itself: deliveries, articles whose time has come, responses. */
export async function startWorker(context: Context): Promise<Running> {
  const parts = [
    startDispatcher(context),
    startRenditionMaker(context, (workspaceId, mediaId) => wakeForRendition(context, workspaceId, mediaId)),
    startSourceSetMaker(context, (workspaceId, mediaId) => renewPagesWith(context, workspaceId, mediaId)),
    ...publishingWork(context),
    ...outsideWork(context),
    ...housekeeping(context),
  ]
  return { stop: async () => void (await Promise.all(parts.map((part) => part.stop()))) }
}

/** What the clock brings about. */
function publishingWork(context: Context): Running[] {
  return [
    startWork(context, {
      name: 'articles',
      every: 15,
      atOnce: 1,
      due: () => dueArticles(context),
      act: ({ id }) => publishDue(context, id),
      next: () => nextArticle(context),
      wokenBy: ['articles', 'hold'],
    }),
    startWork(context, {
      name: 'series',
      every: 30,
      atOnce: 1,
      due: () => dueSeries(context),
      act: (due) => makeNext(context, due, (actor, articleId) => sharedFor(context, actor, articleId)),
    }),
    startWork(context, {
      name: 'evergreen',
      every: 30,
      atOnce: 1,
      due: () => dueEvergreens(context),
      act: (due) => goRound(context, due),
    }),
    startWork(context, {
      name: 'cadence',
      every: 900,
      atOnce: 1,
      due: () => promisingWorkspaces(context),
      act: (workspace) => warnOfGap(context, workspace),
    }),
    startWork(context, {
      name: 'imports',
      every: 15,
      atOnce: 1,
      due: () => dueImports(context),
      act: ({ id }, signal) => workOnImport(context, id, signal),
      wokenBy: ['imports'],
    }),
    startWork(context, {
      name: 'replacements',
      every: 15,
      atOnce: 1,
      due: () => dueReplacements(context),
      act: ({ id }, signal) => workOnReplacement(context, id, signal),
      wokenBy: ['replacements'],
    }),
  ]
}

/** What goes out to others and comes in from them. */
function outsideWork(context: Context): Running[] {
  return [
    startWork(context, {
      name: 'feeds',
      every: 30,
      atOnce: 2,
      due: () => dueFeeds(context),
      act: (feed) => readFeed(context, feed),
    }),
    startWork(context, {
      name: 'responses',
      every: Math.min(15, context.config.pollSeconds),
      atOnce: 2,
      due: () => channelsToPoll(context),
      act: (channel, signal) => pollDueChannel(context, channel, signal),
      wokenBy: ['polls'],
    }),
    startWork(context, {
      name: 'untold responses',
      every: 60,
      atOnce: 1,
      due: async () => [tellUntold],
      act: async (tell, signal) => {
        while (!signal.aborted && (await tell(context))) await sleep(50)
      },
    }),
    startWork(context, {
      name: 'snoozed',
      every: 60,
      atOnce: 1,
      due: async () => [bringBackSnoozed],
      act: (bringBack) => bringBack(context),
      next: () => nextToComeBack(context),
      wokenBy: ['snoozed'],
    }),
    startWork(context, {
      name: 'mail',
      every: 15,
      atOnce: 2,
      due: () => dueLetters(context),
      act: (letter) => sendLetter(context, letter),
      next: () => nextLetter(context),
      wokenBy: ['mail'],
    }),
  ]
}

/** What is made anew, and what is forgotten. */
function housekeeping(context: Context): Running[] {
  return [
    startWork(context, {
      name: 'pages',
      every: 60,
      atOnce: 1,
      due: async () => [renewPages],
      act: (renew, signal) => renew(context, signal, () => importsGoOn(context)),
      wokenBy: ['pages'],
    }),
    startWork(context, {
      name: 'old',
      every: 3600,
      atOnce: 1,
      due: async () => [
        forgetWebhookEvents,
        forgetReaders,
        forgetOldStarts,
        forgetUploads,
        forgetImports,
        forgetReplacements,
        forgetMedia,
        forgetRenditions,
        forgetRenditionFolders,
        forgetIntents,
      ],
      act: (forget) => forget(context),
    }),
    startWork(context, {
      name: 'removed channels',
      every: 3600,
      atOnce: 1,
      due: () => removedChannels(context),
      act: (channel) => releaseChannel(context, channel),
    }),
  ]
}
