import { defineEntity, p } from '@mikro-orm/core';
import { tenantColumn, tenantScope } from '../database/base.entity.ts';
import type { AiProviderId } from '../ids.types.ts';
import type { ApiStyle, ConnectionTest, PriceTable, ProviderKind, RefusedParameter, StructuredLevel } from './ai-providers.types.ts';

/** A server that speaks the OpenAI API. Its key is sealed; at most one of a tenant is the default, which all calls go to. */
export const AiProvider = defineEntity({
  name: 'AiProvider',
  tableName: 'ai_providers',
  ...tenantScope,
  properties: {
    ...tenantColumn,
    id: p.uuid().$type<AiProviderId>().primary(),
    name: p.text(),
    kind: p.text().$type<ProviderKind>(),
    baseUrl: p.text(),
    apiKey: p.text().nullable(),
    model: p.text(),
    style: p.text().$type<ApiStyle>().nullable(),
    structured: p.text().$type<StructuredLevel>().nullable(),
    streams: p.boolean().nullable(),
    refused: p.json().$type<RefusedParameter[]>(),
    maxInputTokens: p.integer().default(120_000),
    maxOutputTokens: p.integer().default(16_000),
    prices: p.json().$type<PriceTable>(),
    region: p.text().default(''),
    state: p.text().$type<'active' | 'off'>().default('active'),
    isDefault: p.boolean().default(false),
    testedAt: p.datetime().nullable(),
    test: p.json().$type<ConnectionTest>().nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
  },
});
