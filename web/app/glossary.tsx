import { TextInput } from '@mantine/core'
import { Fragment, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../base/i18n.ts'
import { Dialog } from '../ui/dialog.tsx'
import glossary from '../words/glossary.json'

/** Every term that the panel uses, in one sentence; the guide's page is made of the same. */
export function Glossary({ onClose }: { onClose(): void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const [typed, setTyped] = useState('')
  const words = typed.trim().toLocaleLowerCase()
  const shown = glossary
    .map((entry) => entry[language])
    .filter(({ term, means }) => `${term} ${means}`.toLocaleLowerCase().includes(words))
    .sort((one, other) => one.term.localeCompare(other.term, language))
  return (
    <Dialog onClose={onClose} title={t('keys.glossary')} size="lg">
      <TextInput
        data-autofocus
        label={t('keys.glossaryLead')}
        placeholder={t('shell.search')}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <dl className="terms">
        {shown.map(({ term, means }) => (
          <Fragment key={term}>
            <dt className="strong">{term}</dt>
            <dd>{means}</dd>
          </Fragment>
        ))}
      </dl>
      {shown.length === 0 && <p className="quiet">{t('common.nothingFound', { q: typed.trim() })}</p>}
    </Dialog>
  )
}
