import Container from '@cloudscape-design/components/container'
import FormField from '@cloudscape-design/components/form-field'
import Grid from '@cloudscape-design/components/grid'
import Header from '@cloudscape-design/components/header'
import Input from '@cloudscape-design/components/input'
import Select from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Textarea from '@cloudscape-design/components/textarea'
import { useQuery } from '@tanstack/react-query'
import { callIn, collectPages, queryKey, useScope } from '../../api/index.ts'
import { ErrorState } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import type { SectionProps } from './section-props.ts'
import type { Parameter } from './send-form.ts'

/** Which document, of which version, with which parameters. */
export function DocumentSection(props: SectionProps) {
  const { form, change, document } = props
  const t = useT()
  const documents = useDocuments()
  const options = documents.map(({ Name = '', Owner = '', PlatformTypes = [] }) => ({
    value: Name,
    label: Name,
    description: PlatformTypes.join(', '),
    labelTag: Owner,
  }))
  const versions = [
    { value: '$DEFAULT', label: t('commands.versionDefault') },
    { value: '$LATEST', label: t('commands.versionLatest') },
    ...Array.from({ length: document.latestVersion }, (_none, index) => ({
      value: String(index + 1),
      label: String(index + 1),
    })),
  ]
  return (
    <SpaceBetween size="l">
      <Container header={<Header variant="h2">{t('commands.documentSection')}</Header>}>
        <SpaceBetween size="m">
          {document.error ? <ErrorState error={document.error} /> : null}
          <Grid gridDefinition={[{ colspan: 8 }, { colspan: 4 }]}>
            <FormField stretch label={t('commands.document')} description={document.description}>
              <Select
                selectedOption={
                  options.find(({ value }) => value === form.document) ?? {
                    value: form.document,
                    label: form.document,
                  }
                }
                options={options}
                filteringType={options.length > 8 ? 'auto' : 'none'}
                onChange={({ detail }) =>
                  change({
                    document: detail.selectedOption.value ?? '',
                    version: '$DEFAULT',
                    parameters: {},
                  })
                }
              />
            </FormField>
            <FormField
              stretch
              label={t('commands.version')}
              description={t('commands.versionText')}
            >
              <Select
                selectedOption={versions.find(({ value }) => value === form.version) ?? null}
                options={versions}
                onChange={({ detail }) =>
                  change({ version: detail.selectedOption.value ?? '$DEFAULT' })
                }
              />
            </FormField>
          </Grid>
        </SpaceBetween>
      </Container>
      <Container header={<Header variant="h2">{t('commands.parameters')}</Header>}>
        <SpaceBetween size="m">
          {document.isKnown && document.parameters.length === 0
            ? t('commands.noParameters')
            : document.parameters.map((parameter) => (
                <ParameterField key={parameter.name} {...props} parameter={parameter} />
              ))}
        </SpaceBetween>
      </Container>
    </SpaceBetween>
  )
}

function ParameterField(props: SectionProps & { readonly parameter: Parameter }) {
  const { form, change, problemOf, parameter } = props
  const t = useT()
  const { name, isList, description, preset } = parameter
  const value = form.parameters[name] ?? preset ?? ''
  const set = (text: string) => change({ parameters: { ...form.parameters, [name]: text } })
  return (
    <FormField
      stretch
      // AWS's own documents say so in their descriptions.
      label={
        preset === undefined || /^\(optional\)/i.test(description)
          ? name
          : t('fields.optional', { label: name })
      }
      description={description}
      errorText={problemOf(`parameter:${name}`)}
      {...(isList ? { constraintText: t('commands.listText') } : {})}
    >
      {isList ? (
        <div className="brume-mono">
          <Textarea
            value={value}
            rows={6}
            spellcheck={false}
            onChange={({ detail }) => set(detail.value)}
          />
        </div>
      ) : (
        <Input value={value} spellcheck={false} onChange={({ detail }) => set(detail.value)} />
      )}
    </FormField>
  )
}

/** Every document of type Command: one's own and AWS's. */
function useDocuments() {
  const scope = useScope()
  const input = { Filters: [{ Key: 'DocumentType', Values: ['Command'] }], MaxResults: 50 }
  const { data = [] } = useQuery({
    queryKey: queryKey(scope, 'ssm', 'ListDocuments', input),
    queryFn: async ({ signal }) => {
      const pages = await collectPages((page) =>
        callIn(scope, 'ssm', 'ListDocuments', { ...input, ...page }, signal),
      )
      return pages.flatMap(({ DocumentIdentifiers = [] }) => DocumentIdentifiers)
    },
    staleTime: 60_000,
  })
  return data
}
