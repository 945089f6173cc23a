import { IconArrowLeft } from '@tabler/icons-react'
import { type ReactNode, useEffect } from 'react'
import { Terms } from './terms.tsx'

const classes = { read: 'page narrow', page: 'page', full: 'page wide' }

/** A room's page: its name, what one can do first, and the content. Sets the window's title too. */
export function Page({
  title,
  actions,
  back,
  width = 'page',
  aside,
  lead,
  terms,
  children,
}: {
  title: string
  actions?: ReactNode
  /** The way to the page above this one: a link, its arrow is drawn here. */
  back?: ReactNode
  /** `read` for what is read, `page` for most, `full` for what works with all the room there is. */
  width?: 'read' | 'page' | 'full'
  /** Said quietly behind the title, in its line. */
  aside?: string
  lead?: ReactNode
  /** Terms that are used here for the first time, for {@link Terms}. */
  terms?: readonly string[]
  children: ReactNode
}) {
  useTitle(title)
  return (
    <div className={classes[width]}>
      {back && (
        <div className="back">
          <IconArrowLeft size={18} aria-hidden />
          {back}
        </div>
      )}
      <header className="page-head">
        <div className="stack tight grow">
          <div className="title-line">
            <h1>
              {title}
              {aside && <span className="title-aside"> {aside}</span>}
            </h1>
            {terms && <Terms of={terms} />}
          </div>
          {lead && <p className="quiet">{lead}</p>}
        </div>
        {actions && <div className="row">{actions}</div>}
      </header>
      {children}
    </div>
  )
}

/** Names the window (and what a screen reader says first). */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Percakapan`
  }, [title])
}
