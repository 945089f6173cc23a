import { IconArrowLeft } from '@tabler/icons-react'
import { type ReactNode, useEffect } from 'react'

const classes = { read: 'page narrow', page: 'page', full: 'page wide' }

/** A room's page: its name, what one can do first, and the content. Sets the window's title too. */
export function Page({
  title,
  actions,
  back,
  width = 'page',
  aside,
  lead,
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
          <h1>
            {title}
            {aside && <span className="title-aside"> {aside}</span>}
          </h1>
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
