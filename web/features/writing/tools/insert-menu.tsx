import { Button, Menu, TextInput } from '@mantine/core'
import {
  IconAlertTriangle,
  IconListTree,
  IconNote,
  IconPlus,
  IconQuote,
  IconSuperscript,
  IconVideo,
} from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../../ui/dialog.tsx'
import { Tool } from '../../../ui/tool.tsx'
import { embedAddress, type Insertion, insertions } from './insertions.ts'

const icons: Record<Insertion['name'], typeof IconNote> = {
  note: IconNote,
  warning: IconAlertTriangle,
  pullQuote: IconQuote,
  contents: IconListTree,
}

interface InsertMenuProps {
  /** Puts a block in below the cursor, and lets its `…` be written over. */
  onBlock(markdown: string): void
  /** Missing where footnotes can't be shown. */
  onFootnote?: () => void
}

/** A menu of what an article can hold beside words and pictures. */
export function InsertMenu({ onBlock, onFootnote }: InsertMenuProps) {
  const { t } = useTranslation()
  const [opened, setOpened] = useState(false)
  const [asking, setAsking] = useState(false)
  return (
    <>
      {/* The words that are being written keep the cursor, not what opened the menu. */}
      <Menu opened={opened} onChange={setOpened} position="bottom-start" width={240} returnFocus={false} withinPortal>
        <Menu.Target>
          <Tool label={t('inserting.label')} icon={IconPlus} onPress={() => setOpened((before) => !before)} />
        </Menu.Target>
        <Menu.Dropdown>
          {insertions.map(({ name, markdown }) => {
            const Icon = icons[name]
            return (
              <Menu.Item key={name} leftSection={<Icon size={18} aria-hidden />} onClick={() => onBlock(markdown)}>
                {t(`inserting.${name}`)}
              </Menu.Item>
            )
          })}
          {onFootnote && (
            <Menu.Item leftSection={<IconSuperscript size={18} aria-hidden />} onClick={onFootnote}>
              {t('inserting.footnote')}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconVideo size={18} aria-hidden />} onClick={() => setAsking(true)}>
            {t('inserting.embed')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {asking && <EmbedDialog onClose={() => setAsking(false)} onAddress={onBlock} />}
    </>
  )
}

/** Asks for the address of what is to be shown. */
function EmbedDialog({ onClose, onAddress }: { onClose(): void; onAddress(address: string): void }) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState(false)
  const insert = () => {
    const address = embedAddress(typed)
    if (!address) return setWrong(true)
    onClose()
    // Once the dialog has given the cursor back.
    setTimeout(() => onAddress(address), 0)
  }
  return (
    <Dialog title={t('inserting.embedTitle')} onClose={onClose} returnFocus={false}>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          insert()
        }}
      >
        <TextInput
          data-autofocus
          type="url"
          label={t('inserting.address')}
          description={t('inserting.embedHint')}
          placeholder="https://"
          error={wrong && t('inserting.embedWrong')}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value)
            setWrong(false)
          }}
        />
        <div className="row end">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit">{t('inserting.embedInsert')}</Button>
        </div>
      </form>
    </Dialog>
  )
}
