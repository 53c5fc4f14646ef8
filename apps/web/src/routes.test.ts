import { feeds } from '@brume/console-api'
import { matchPath } from 'react-router'
import { describe, expect, it } from 'vitest'
import { en } from './i18n/en.ts'
import { findRoute, listRoutes, navGroups, plainPath, routeOf, type Route } from './routes.tsx'

const unknown: Omit<Route, 'id'> = {
  path: 'not/in/the/table',
  title: 'dashboard.title',
  load: () => Promise.reject(new Error('unknown')),
}

describe('the table of contents', () => {
  it('has every id and every path once', () => {
    const routes = listRoutes()
    expect(new Set(routes.map(({ id }) => id)).size).toBe(routes.length)
    expect(new Set(routes.map(({ path }) => path)).size).toBe(routes.length)
  })

  it('names groups, parents, titles and subjects that exist', () => {
    for (const route of listRoutes()) {
      expect(en).toHaveProperty([route.title])
      if (route.nav !== undefined) {
        expect(navGroups.map(({ id }) => id)).toContain(route.nav)
      }
      if (route.parent !== undefined) expect(findRoute(route.parent)).toBeDefined()
      if (route.subject !== undefined) expect(route.path).toContain(`:${route.subject}`)
    }
  })

  it('puts pages that need a parameter into no menu, and under a parent that needs none', () => {
    for (const route of listRoutes().filter((one) => plainPath(one) === undefined)) {
      expect(route.nav).toBeUndefined()
      const parent = findRoute(route.parent ?? '')
      if (parent) expect(plainPath(parent)).toBeDefined()
    }
  })

  it('has a page for the items of every live list, so that the search finds them', () => {
    const listed = listRoutes().flatMap(({ lists }) => lists ?? [])
    expect(new Set(listed).size).toBe(listed.length)
    // What is said of others beside them: instances' checks and Spot requests, balancers' listeners, groups' targets; and
    // sessions that are over.
    const aside = new Set([
      'instance-status',
      'spot-requests',
      'past-sessions',
      'listeners',
      'target-health',
      // their pages are on their way
      'auto-scaling-groups',
      'launch-configurations',
      'alarms',
      ...listed,
    ])
    expect(Object.keys(feeds).filter((name) => !aside.has(name))).toEqual([])
  })

  it('knows where a page opens', () => {
    const open = (id: string) => plainPath(findRoute(id) ?? { ...unknown, id })
    expect(open('dashboard')).toBe('')
    expect(open('instances')).toBe('/instances')
    expect(open('terminals')).toBe('/terminals')
    expect(open('connect')).toBeUndefined()
  })

  it('knows the page of an address as the router does', () => {
    const addresses = [
      '/embedded/us-east-1',
      '/embedded/us-east-1/instances/',
      '/embedded/us-east-1/instances/i-0/networking',
      '/embedded/us-east-1/connect',
      '/embedded/us-east-1/connect/i-0',
      '/embedded/us-east-1/nowhere',
    ]
    for (const address of addresses) {
      const expected = listRoutes().find(({ path }) =>
        matchPath(`/:connection/:region/${path}`, address),
      )
      expect(routeOf(address)).toEqual({
        route: expected,
        connection: 'embedded',
        region: 'us-east-1',
      })
    }
    expect(routeOf('/').region).toBe('')
  })
})
