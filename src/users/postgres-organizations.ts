import type { DataSource } from 'typeorm';
import type { Organization, Organizations } from './organization';
import { OrganizationEntity } from './organization-entity';

/** Organizations in Postgres. */
export class PostgresOrganizations implements Organizations {
  constructor(private readonly dataSource: DataSource) {}

  find(organizationId: string): Promise<Organization | null> {
    return this.dataSource.getRepository(OrganizationEntity).findOneBy({ id: organizationId });
  }
}
