import Multiselect, { type MultiselectProps } from '@cloudscape-design/components/multiselect'
import { memo } from 'react'
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
function PlacePicker({ places }: { readonly places: Places }) {
  const { choice, home, choose, isGlobal } = places
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
  if (isGlobal && !several) return null
  const options: MultiselectProps.Options = isGlobal
    ? connectionOptions
    : several
      ? [
          { label: t('places.regions'), options: regionOptions },
          { label: t('places.connections'), options: connectionOptions },
        ]
      : regionOptions
  const chosen = new Set([
    ...(choice.regions === all ? [all] : choice.regions.map((region) => regionPrefix + region)),
    ...choice.connections.map((id) => connectionPrefix + id),
  ])
  const shown = isGlobal
    ? connectionsText(choice, nameOf, t)
    : choiceText(choice, home.connection, nameOf, t)
  return (
    <Multiselect
      hideTokens
      expandToViewport
      filteringType="auto"
      filteringAriaLabel={t('places.find')}
      filteringPlaceholder={t('places.find')}
      placeholder={shown}
      ariaLabel={t(isGlobal ? 'places.chooseConnections' : 'places.choose')}
      options={options}
      selectedOptions={[...regionOptions, ...connectionOptions].filter(({ value }) =>
        chosen.has(value),
      )}
      empty={t('palette.nothing')}
      onChange={({ detail }) => choose(choiceOf(detail.selectedOptions, places))}
    />
  )
}

/** The table is drawn anew at every click; the picker only when its choice changes. */
export default memo(PlacePicker)

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
  if (connections.join() === homeConnection) return where
  return `${where} · ${connectionsText({ connections }, nameOf, t)}`
}

function connectionsText(
  { connections }: Pick<PlaceChoice, 'connections'>,
  nameOf: (connection: string) => string,
  t: Translate,
): string {
  const [connection = '', ...others] = connections
  if (others.length === 0) return nameOf(connection)
  return t('places.connectionCount', { count: connections.length })
}

/** What is ticked now, as a choice. "All" and single Regions exclude each other: what was ticked last wins. */
function choiceOf(
  selected: readonly { readonly value?: string | undefined }[],
  { choice, home, isGlobal }: Pick<Places, 'choice' | 'home' | 'isGlobal'>,
): PlaceChoice {
  const values = selected.flatMap(({ value }) => value ?? [])
  const after = (prefix: string) =>
    values.flatMap((value) => (value.startsWith(prefix) ? value.slice(prefix.length) : []))
  const regions = after(regionPrefix)
  const connections = after(connectionPrefix)
  const isAll = values.includes(all) && (choice.regions !== all || regions.length === 0)
  return {
    regions: isGlobal ? choice.regions : isAll ? all : regions.length > 0 ? regions : [home.region],
    connections: connections.length > 0 ? connections : [home.connection],
  }
}
