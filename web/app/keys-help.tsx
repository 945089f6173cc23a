import { Button, Switch } from '@mantine/core'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { letterKeys, setLetterKeys } from '../base/shortcuts.ts'
import { useStore } from '../base/store.ts'
import { Dialog } from '../ui/dialog.tsx'

/** Lists every key that does something. */
export function KeysHelp({ onClose, onGlossary }: { onClose(): void; onGlossary(): void }) {
  const { t } = useTranslation()
  const letters = useStore(letterKeys)
  const keys: [string[], string][] = [
    [['Ctrl/⌘ K'], t('keys.find')],
    [['?'], t('keys.help')],
    [['n'], t('keys.newArticle')],
    [['g', 't'], t('keys.goToday')],
    [['g', 'w'], t('keys.goWriting')],
    [['g', 'p'], t('keys.goPosts')],
    [['g', 'c'], t('keys.goConversations')],
    [['g', 'b'], t('keys.goBrand')],
    [['j', 'k'], t('keys.nextPrevious')],
    [['Enter'], t('keys.open')],
    [['r'], t('keys.reply')],
    [['e'], t('keys.done')],
    [['a'], t('keys.take')],
    [['s'], t('keys.snooze')],
    [['c'], t('keys.teamNote')],
    [['Ctrl/⌘ Enter'], t('keys.send')],
  ]
  return (
    <Dialog onClose={onClose} title={t('keys.title')}>
      <dl style={{ display: 'grid', gridTemplateColumns: 'auto 1fr', gap: '10px 20px', alignItems: 'baseline' }}>
        {keys.map(([chord, label]) => (
          <Fragment key={label}>
            <dt>
              {chord.map((key, index) => (
                <Fragment key={key}>
                  {index > 0 && <span className="small quiet">{chord[0] === 'g' ? ` ${t('keys.then')} ` : ' / '}</span>}
                  <kbd>{key}</kbd>
                </Fragment>
              ))}
            </dt>
            <dd>{label}</dd>
          </Fragment>
        ))}
      </dl>
      <Switch
        mt="lg"
        label={t('keys.letters')}
        description={t('keys.lettersHint')}
        checked={letters}
        onChange={(event) => setLetterKeys(event.currentTarget.checked)}
      />
      <Button mt="lg" variant="default" onClick={onGlossary}>
        {t('keys.glossary')}
      </Button>
    </Dialog>
  )
}
