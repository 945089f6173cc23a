import { type ReactNode, useEffect } from 'react'

/** A room's page: its name, what one can do first, and the content. Sets the window's title too. */
export function Page({
  title,
  actions,
  back,
  wide,
  lead,
  children,
}: {
  title: string
  actions?: ReactNode
  /** The way to the page above this one. */
  back?: ReactNode
  wide?: boolean
  lead?: ReactNode
  children: ReactNode
}) {
  useTitle(title)
  return (
    <div className={wide ? 'page wide' : 'page'}>
      {back}
      <header className="page-head">
        <div className="stack tight grow">
          <h1>{title}</h1>
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
