import { Button, Progress } from '@mantine/core'
import { IconUpload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { type DragEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ThemeBrought, ThemeFinding } from '../../../src/http/api.ts'
import { ask, uploadPieces } from '../../base/api.ts'
import { useSay } from '../../base/i18n.ts'
import { designQuery, queryClient } from '../../base/queries.ts'
import { FileField } from '../../ui/file-field.tsx'
import { Notice, ProblemNotice } from '../../ui/parts.tsx'

/** Sends a theme's file to the server, which tries it before it is kept. */
function useBring() {
  const [share, setShare] = useState<number>()
  const bring = useMutation({
    mutationFn: async (file: File) => {
      const upload = await uploadPieces(file, 'import', setShare)
      return ask<ThemeBrought>('/api/themes', { method: 'POST', body: { upload } })
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: designQuery.queryKey }),
    onSettled: () => setShare(undefined),
  })
  return { bring, share }
}

/** A theme of one's own comes in: dropped or chosen, tried, and told what was found. */
export function BringTheme() {
  const { t } = useTranslation()
  const { bring, share } = useBring()
  const field = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const take = ([file]: File[]) => {
    if (file && !bring.isPending) bring.mutate(file)
  }
  const drag = (event: DragEvent, inside: boolean) => {
    event.preventDefault()
    setOver(inside)
  }
  return (
    <section className="stack" aria-labelledby="bring-theme">
      <h2 id="bring-theme">{t('design.bring')}</h2>
      <p className="quiet">{t('design.bringLead')}</p>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the button inside does the same by keyboard */}
      <div
        className="theme-drop"
        data-over={over}
        onDragOver={(event) => drag(event, true)}
        onDragLeave={(event) => drag(event, false)}
        onDrop={(event) => {
          drag(event, false)
          take([...event.dataTransfer.files])
        }}
      >
        <p className="strong">{t('design.drop')}</p>
        <Sending pending={bring.isPending} share={share} onChoose={() => field.current?.click()} />
        <p className="small quiet">{t('design.most')}</p>
        <FileField ref={field} accept=".zip" aria-label={t('design.chooseFile')} onFiles={take} />
      </div>
      <ProblemNotice error={bring.error} />
      <div role="status">{bring.data && !bring.isPending && <Outcome brought={bring.data} />}</div>
    </section>
  )
}

/** The button, and, once a file is on its way, how far it is; then that it is being tried. */
function Sending({ pending, share, onChoose }: { pending: boolean; share: number | undefined; onChoose(): void }) {
  const { t } = useTranslation()
  if (!pending)
    return (
      <Button variant="default" leftSection={<IconUpload size={18} aria-hidden />} onClick={onChoose}>
        {t('design.chooseFile')}
      </Button>
    )
  const said = t(share === 1 ? 'design.trying' : 'design.sending')
  return (
    <div className="theme-sending" role="status">
      <Progress.Root size="lg">
        <Progress.Section value={100 * (share ?? 0)} aria-label={said} animated={share === 1} />
      </Progress.Root>
      <p className="small quiet">{said}</p>
    </div>
  )
}

function Outcome({ brought }: { brought: ThemeBrought }) {
  const { t } = useTranslation()
  const { name, version, theme, replaced, findings } = brought
  const said = theme ? (replaced ? 'design.replaced' : 'design.brought') : 'design.refused'
  const refused = findings.filter(({ level }) => level === 'refused')
  const lacking = findings.filter(({ level }) => level === 'lacking')
  return (
    <div className="stack tight">
      <Notice tone={theme ? 'fine' : 'needs'}>{t(said, { name: name || t('design.unnamed'), version })}</Notice>
      <ThemeFindings findings={refused} title={t('design.toFix')} />
      <ThemeFindings findings={lacking} title={t('design.lacking')} />
    </div>
  )
}

/** What was found in a theme, each with its file and line. */
export function ThemeFindings({ findings, title }: { findings: readonly ThemeFinding[]; title: string }) {
  if (findings.length === 0) return null
  return (
    <div>
      <h3 className="medium">{title}</h3>
      <ul className="theme-findings">
        {findings.map((one) => (
          <FindingLine key={`${one.file} ${one.line} ${one.words.en}`} finding={one} />
        ))}
      </ul>
    </div>
  )
}

/** One finding: where it is, and what to do. */
export function FindingLine({ finding: { file, line, words } }: { finding: ThemeFinding }) {
  const { t } = useTranslation()
  const say = useSay()
  const place = file && (line === null ? file : t('design.place', { file, line: String(line) }))
  return (
    <li>
      {place && <code>{place}</code>}
      <span>{say(words)}</span>
    </li>
  )
}
