import { Fragment } from 'react'
import { useLanguage } from '../base/i18n.ts'
import glossary from '../words/glossary.json'

/** Some of the glossary's terms, in the order asked for. */
export function Sentences({ of }: { of: readonly string[] }) {
  const language = useLanguage()
  const entries = of.flatMap((name) => glossary.find(({ en }) => en.term === name) ?? [])
  return (
    // The keyboard comes in here, and Escape leads out.
    <dl className="terms here small" tabIndex={0} data-autofocus>
      {entries.map((entry) => (
        <Fragment key={entry.en.term}>
          <dt className="strong">{entry[language].term}</dt>
          <dd>{entry[language].means}</dd>
        </Fragment>
      ))}
    </dl>
  )
}
