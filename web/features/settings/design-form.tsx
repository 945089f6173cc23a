import { Button, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Design, DesignChoice, MenuEntry } from '../../../src/http/api.ts'
import { smallPicture } from '../../base/small-picture.ts'
import { OnePicture } from '../../compose/one-picture.tsx'
import { ProblemNotice } from '../../ui/parts.tsx'
import { toast } from '../../ui/toasts.tsx'
import { choiceOf, saveDesign } from './design-save.ts'
import { MenuEditor } from './menu-editor.tsx'

/** Menu, foot, icon and head: saved together. */
export function DesignForm({ design }: { design: Design }) {
  const { t } = useTranslation()
  const [choice, setChoice] = useState<DesignChoice>(choiceOf(design))
  const change = (part: Partial<DesignChoice>) => setChoice((before) => ({ ...before, ...part }))
  const save = useMutation({
    mutationFn: () => saveDesign({ ...choice, theme: design.theme }),
    onSuccess: () => {
      const before = choiceOf(design)
      toast(t('design.saved'), { undoLabel: t('common.undo'), undo: () => saveDesign(before) })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  const { footer } = choice
  const setLinks = (links: MenuEntry[]) => change({ footer: { ...footer, links } })
  return (
    <form className="stack design" onSubmit={submit}>
      <section className="stack" aria-labelledby="menu">
        <h2 id="menu">{t('design.menu')}</h2>
        <p className="quiet">{t('design.menuLead')}</p>
        <MenuEditor
          of={t('design.menu')}
          entries={choice.menu ?? design.usualMenu}
          pages={design.pages}
          onChange={(menu) => change({ menu })}
        />
      </section>
      <section className="stack" aria-labelledby="footer">
        <h2 id="footer">{t('design.footer')}</h2>
        <Textarea
          label={t('design.footerWords')}
          autosize
          minRows={2}
          maxLength={300}
          value={footer.words}
          onChange={(event) => change({ footer: { ...footer, words: event.currentTarget.value } })}
        />
        <MenuEditor of={t('design.footer')} entries={footer.links} pages={design.pages} onChange={setLinks} />
      </section>
      <InHead choice={choice} onChange={change} />
      <ProblemNotice error={save.error} />
      <div>
        <Button type="submit" loading={save.isPending}>
          {t('common.save')}
        </Button>
      </div>
    </form>
  )
}

function InHead({ choice, onChange }: { choice: DesignChoice; onChange(part: Partial<DesignChoice>): void }) {
  const { t } = useTranslation()
  return (
    <section className="stack" aria-labelledby="more">
      <h2 id="more">{t('design.more')}</h2>
      <IconField icon={choice.icon} onChange={(icon) => onChange({ icon })} />
      <Textarea
        label={t('design.head')}
        description={t('design.headHint')}
        autosize
        minRows={2}
        maxLength={5000}
        spellCheck={false}
        className="code"
        value={choice.head}
        onChange={(event) => onChange({ head: event.currentTarget.value })}
      />
    </section>
  )
}

function IconField({ icon, onChange }: { icon: string | null; onChange(icon: string | null): void }) {
  const { t } = useTranslation()
  return (
    <div className="stack tight">
      <p className="medium strong">{t('design.icon')}</p>
      <p className="quiet medium">{t('design.iconHint')}</p>
      <div className="row">
        {icon && <img className="design-icon" src={smallPicture(icon)} alt="" />}
        <OnePicture label={t('design.iconChoose')} onChoose={({ id }) => onChange(id)} />
        {icon && (
          <Button variant="subtle" onClick={() => onChange(null)}>
            {t('design.iconRemove')}
          </Button>
        )}
      </div>
    </div>
  )
}
