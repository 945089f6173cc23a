import type { ReactNode } from 'react'

/** Components of one folder. */
export function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="stack" style={{ gap: 24, marginBottom: 48 }} aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  )
}

/** One component by its name in the code, in the states that it has. */
export function Piece({ name, children }: { name: string; children: ReactNode }) {
  return (
    <section className="stack" style={{ gap: 12 }} aria-label={name}>
      <h3>
        <code>{name}</code>
      </h3>
      {children}
    </section>
  )
}
