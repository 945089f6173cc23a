import { Button, TextInput } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../ui/dialog.tsx'
import { ProblemNotice } from '../ui/parts.tsx'

/** Asks for the name of a set; what is in it stands below. */
export function SetDialog({
  title,
  name,
  error,
  busy,
  children,
  onSave,
  onRemove,
  onClose,
}: {
  title: string
  name: string
  error: unknown
  busy: boolean
  children?: ReactNode
  onSave(name: string): void
  /** Missing for one that is not there yet. */
  onRemove?: (() => void) | undefined
  onClose(): void
}) {
  const { t } = useTranslation()
  const [written, setWritten] = useState(name)
  return (
    <Dialog onClose={onClose} title={title}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (written.trim()) onSave(written.trim())
        }}
      >
        <TextInput
          data-autofocus
          label={t('posts.sets.name')}
          maxLength={60}
          value={written}
          onChange={(event) => setWritten(event.currentTarget.value)}
        />
        {children}
        <ProblemNotice error={error} />
        <div className="row">
          <Button type="submit" loading={busy} disabled={!written.trim()}>
            {t('common.save')}
          </Button>
          <Button variant="subtle" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          {onRemove && (
            <Button variant="subtle" color="red" disabled={busy} onClick={onRemove}>
              {t('posts.sets.remove')}
            </Button>
          )}
        </div>
      </form>
    </Dialog>
  )
}
