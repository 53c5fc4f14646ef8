import { useMemo, useState } from 'react'
import type { Scope } from '../api/index.ts'
import { toCli, toSdk, toTerraform, type CodeRequest } from '../code/index.ts'
import { remembered } from '../lib/remembered.ts'
import { codeLanguages, CodeTabs, type CodeLanguage } from './CodeTabs.tsx'
import { useTextContext } from './use-text-context.ts'

const languageMemory = remembered<CodeLanguage>(
  'code-language',
  (stored) => codeLanguages.find((one) => one === stored) ?? 'cli',
)

const files = { cli: 'brume.sh', sdk: 'brume.ts', terraform: 'main.tf' }

/** Requests of a place as code; the language is the one chosen last. */
export default function RequestCode(props: {
  readonly place: Scope
  readonly requests: readonly CodeRequest[]
}) {
  const { place, requests } = props
  const context = useTextContext(place)
  const [language, setLanguage] = useState(languageMemory.read)
  const texts = useMemo(
    () => ({
      cli: toCli(requests, context),
      sdk: toSdk(requests, context),
      terraform: toTerraform(requests, context),
    }),
    [requests, context],
  )
  return (
    <CodeTabs
      texts={texts}
      files={files}
      language={language}
      onLanguage={(chosen) => {
        languageMemory.write(chosen)
        setLanguage(chosen)
      }}
    />
  )
}
