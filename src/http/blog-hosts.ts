import type { MiddlewareHandler } from 'hono'
import type { Context } from '../context.ts'
import { asSystem } from '../db/client.ts'
import { hostOf, isHome, ownerOfHost } from '../team/index.ts'
import { Misdirected } from './problem.ts'

/**
 * The panel and its API live at the server's own address alone: at the host of another blog there is nothing to sign in to, so that
 * no cookie of the panel is ever sent there.
 */
export function onlyBlogElsewhere(context: Context): MiddlewareHandler {
  return async (c, next) => {
    const host = hostOf(c.req.header('host'))
    if (isHome(context.config, host)) return next()
    const owner = await asSystem(context.db, (tx) => ownerOfHost(context.config, tx, host))
    if (!owner) return next()
    const { pathname, search } = new URL(c.req.url)
    if (pathname === '/panel' || pathname.startsWith('/panel/'))
      return c.redirect(`${context.config.baseUrl}${pathname}${search}`)
    throw new Misdirected(context.config.baseUrl)
  }
}
