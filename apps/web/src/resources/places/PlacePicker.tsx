import Multiselect, { type MultiselectProps } from '@cloudscape-design/components/multiselect'
import { useBootstrap } from '../../api/index.ts'
import { useOpenConnections, useRegions } from '../../api/use-regions.ts'
import { regionTitle, useT, type Translate } from '../../i18n/index.ts'
import { toConnectionName } from './connection-name.ts'
import type { PlaceChoice } from './place-choice.ts'
import type { Places } from './use-places.ts'

const all = 'all'
const regionPrefix = 'region:'
const connectionPrefix = 'connection:'

/** Chooses the Regions, and where there are several the connections, that a list shows. */
export default function PlacePicker({ places }: { readonly places: Places }) {
  const { choice, home, choose } = places
  const t = useT()
  const regions = useRegions()
  const open = useOpenConnections()
  const { connections } = useBootstrap()
  const nameOf = toConnectionName(connections, t)
  const chosenRegions = choice.regions === all ? [] : choice.regions
  const regionOptions = [
    { value: all, label: t('places.all') },
    ...[...new Set([...regions, ...chosenRegions])].map((region) => ({
      value: regionPrefix + region,
      label: regionTitle(region, t),
      labelTag: region,
    })),
  ]
  const connectionOptions = [...new Set([...open, ...choice.connections])].map((id) => ({
    value: connectionPrefix + id,
    label: nameOf(id),
  }))
  const several = connectionOptions.length > 1
  const options: MultiselectProps.Options = several
    ? [
        { label: t('places.regions'), options: regionOptions },
        { label: t('places.connections'), options: connectionOptions },
      ]
    : regionOptions
  const chosen = new Set([
    ...(choice.regions === all ? [all] : choice.regions.map((region) => regionPrefix + region)),
    ...choice.connections.map((id) => connectionPrefix + id),
  ])
  const shown = choiceText(choice, home.connection, nameOf, t)
  return (
    <Multiselect
      hideTokens
      expandToViewport
      filteringType="auto"
      filteringAriaLabel={t('places.find')}
      filteringPlaceholder={t('places.find')}
      placeholder={shown}
      ariaLabel={t('places.choose', { shown })}
      options={options}
      selectedOptions={[...regionOptions, ...connectionOptions].filter(({ value }) =>
        chosen.has(value),
      )}
      empty={t('palette.nothing')}
      onChange={({ detail }) => choose(choiceOf(detail.selectedOptions, places))}
    />
  )
}

/** A choice in a few words: `3 Regions`, `Asia Pacific (Seoul) · 2 connections`. */
function choiceText(
  { regions, connections }: PlaceChoice,
  homeConnection: string,
  nameOf: (connection: string) => string,
  t: Translate,
): string {
  const [region = ''] = regions
  const where =
    regions === all
      ? t('places.all')
      : regions.length === 1
        ? regionTitle(region, t)
        : t('places.count', { count: regions.length })
  const [connection = homeConnection] = connections
  if (connections.length > 1) {
    return `${where} · ${t('places.connectionCount', { count: connections.length })}`
  }
  return connection === homeConnection ? where : `${where} · ${nameOf(connection)}`
}

/** What is ticked now, as a choice. "All" and single Regions exclude each other: what was ticked last wins. */
function choiceOf(
  selected: readonly { readonly value?: string | undefined }[],
  { choice, home }: Pick<Places, 'choice' | 'home'>,
): PlaceChoice {
  const values = selected.flatMap(({ value }) => value ?? [])
  const after = (prefix: string) =>
    values.flatMap((value) => (value.startsWith(prefix) ? value.slice(prefix.length) : []))
  const regions = after(regionPrefix)
  const connections = after(connectionPrefix)
  const isAll = values.includes(all) && (choice.regions !== all || regions.length === 0)
  return {
    regions: isAll ? all : regions.length > 0 ? regions : [home.region],
    connections: connections.length > 0 ? connections : [home.connection],
  }
}
