"""Who does what in a survey: the lines that are proposed."""

from __future__ import annotations

from app.models.planning import TeamMember
from app.texts import tr


def proposed_team(survey_id: int) -> tuple[TeamMember, ...]:
    """Return the usual team; roles and tasks are only proposed, jabatan is left to the office."""
    lines = (
        (
            tr("Penanggung jawab"),
            tr("Mengarahkan pelaksanaan survei dan mengesahkan hasilnya."),
        ),
        (
            tr("Ketua"),
            tr("Menyusun rencana, membagi tugas, dan memeriksa laporan hasil survei."),
        ),
        (
            tr("Sekretaris"),
            tr("Menyiapkan kuesioner dan surat, mencatat rapat, dan menyusun laporan."),
        ),
        (
            tr("Anggota pengumpul data"),
            tr("Membagikan kuesioner, mendampingi responden, dan mengumpulkan lembar."),
        ),
        (
            tr("Anggota pengolah data"),
            tr("Mengetik lembar, memverifikasi entri, dan mengolah hasil survei."),
        ),
    )
    return tuple(
        TeamMember(survey_id, place, role, tasks=tasks) for place, (role, tasks) in enumerate(lines)
    )
