import { Button } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import { type ReactNode, useId, useState } from 'react'
import { useMay } from '../../../base/session.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { ListShape, ProblemNotice } from '../../../ui/parts.tsx'

/** One kind of source that prepares teasers by itself: its list, and a dialog that adds another. */
export function Sources<Source>({
  title,
  addLabel,
  empty,
  query,
  row,
  adding,
}: {
  title: string
  addLabel: string
  /** What stands there while there are none. */
  empty: string
  query: UseQueryResult<Source[]>
  row(source: Source): ReactNode
  /** The form in the dialog, which says when it is done. */
  adding(onDone: () => void): ReactNode
}) {
  const id = useId()
  const may = useMay()
  const [open, setOpen] = useState(false)
  const close = () => setOpen(false)
  const { data = [], error, isPending, isSuccess, refetch } = query
  return (
    <section aria-labelledby={id} className="stack" style={{ gap: 10 }}>
      <div className="row apart">
        <h2 id={id}>{title}</h2>
        {may('plan') && (
          <Button size="xs" variant="default" onClick={() => setOpen(true)}>
            {addLabel}
          </Button>
        )}
      </div>
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      {isPending && <ListShape rows={2} />}
      {isSuccess && data.length === 0 && <p className="quiet">{empty}</p>}
      {data.length > 0 && <ul className="list">{data.map(row)}</ul>}
      <Dialog opened={open} onClose={close} title={addLabel}>
        {adding(close)}
      </Dialog>
    </section>
  )
}
