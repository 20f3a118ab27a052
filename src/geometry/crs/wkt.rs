//! CRS definitions as well-known text: written in full, read by parameters.

use super::{CrsError, FALSE_EASTING_M, FileCrs, ProjectCrs};

/// Longest definition looked at; real ones have a few thousand characters.
const MAX_WKT_BYTES: usize = 100_000;

pub(super) fn projected_wkt(crs: ProjectCrs) -> String {
    let (name, meridian, scale, epsg) = (crs.name(), crs.central_meridian_deg(), crs.scale(), crs.epsg());
    format!(
        r#"PROJCS["{name}",GEOGCS["VN-2000",DATUM["Vietnam_2000",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6756"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4756"]],PROJECTION["Transverse_Mercator"],PARAMETER["latitude_of_origin",0],PARAMETER["central_meridian",{meridian}],PARAMETER["scale_factor",{scale}],PARAMETER["false_easting",{FALSE_EASTING_M}],PARAMETER["false_northing",0],UNIT["metre",1,AUTHORITY["EPSG","9001"]],AXIS["Easting",EAST],AXIS["Northing",NORTH],AUTHORITY["EPSG","{epsg}"]]"#
    )
}

pub(super) fn projected_esri_wkt(crs: ProjectCrs) -> String {
    let name = crs.name().replace(" / ", "_").replace([' ', '-'], "_").replace("TM_3", "TM-3");
    let (meridian, scale) = (crs.central_meridian_deg(), crs.scale());
    format!(
        r#"PROJCS["{name}",GEOGCS["GCS_VN_2000",DATUM["D_Vietnam_2000",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",{FALSE_EASTING_M:.1}],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",{meridian:?}],PARAMETER["Scale_Factor",{scale}],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]"#
    )
}

/// The CRS that a WKT 1 (OGC, GDAL, ESRI) or WKT 2 text describes, by its parameters; its name and code decide nothing for a grid.
///
/// Vietnamese files carry custom names such as `VN-2000_TM-3_105-00` and no code. Fails for anything but the CRSs of [`FileCrs`].
pub fn crs_from_wkt(wkt: &str) -> Result<FileCrs, CrsError> {
    let unreadable = || CrsError::UnreadableName { text: wkt.chars().take(60).collect() };
    if wkt.len() > MAX_WKT_BYTES {
        return Err(unreadable());
    }
    let tokens = tokens(wkt);
    let is_projected =
        matches!(tokens.first(), Some(Token::Word(w)) if ["PROJCS", "PROJCRS", "PROJECTEDCRS"].contains(&w.as_str()));
    let datum = quoted_after(&tokens, &["DATUM", "ENSEMBLE", "GEODETICDATUM", "TRF"]).ok_or_else(unreadable)?;
    let is_vn2000 = datum.contains("vietnam2000") || datum.contains("vn2000");
    let is_wgs84 = ["wgs1984", "wgs84", "worldgeodeticsystem1984"].iter().any(|name| datum.contains(name));
    if !is_projected {
        let is_geographic = matches!(tokens.first(), Some(Token::Word(w)) if w.starts_with("GEO"));
        return match (is_geographic, is_vn2000, is_wgs84) {
            (true, true, _) => Ok(FileCrs::Vn2000),
            (true, _, true) => Ok(FileCrs::Wgs84),
            _ => Err(unreadable()),
        };
    }
    let method = quoted_after(&tokens, &["PROJECTION", "METHOD"]).unwrap_or_default();
    let is_pseudo_mercator =
        ["mercator1sp", "popularvisualisation", "mercatorauxiliarysphere"].iter().any(|m| method.starts_with(m));
    let code = quoted_after(&tokens, &["PROJCS", "PROJCRS", "PROJECTEDCRS"]).unwrap_or_default();
    if is_wgs84 && is_pseudo_mercator && (code.contains("pseudomercator") || code.contains("webmercator")) {
        return Ok(FileCrs::WebMercator);
    }
    let (meridian, scale) =
        transverse_mercator(&tokens).filter(|_| method.contains("transversemercator")).ok_or_else(unreadable)?;
    if is_vn2000 {
        return ProjectCrs::from_parameters(meridian, scale).map(FileCrs::Grid).ok_or_else(unreadable);
    }
    match (is_wgs84, ProjectCrs::from_parameters(meridian, scale).map(ProjectCrs::epsg)) {
        (true, Some(3405)) => Ok(FileCrs::Wgs84Utm { zone: 48 }),
        (true, Some(3406)) => Ok(FileCrs::Wgs84Utm { zone: 49 }),
        _ => Err(unreadable()),
    }
}

enum Token {
    /// A keyword, upper case.
    Word(String),
    /// A quoted name, lower case letters and digits only, so that spellings compare equal.
    Quoted(String),
    Number(f64),
}

/// The words, names and numbers of a WKT; brackets and commas carry nothing that is needed here.
fn tokens(wkt: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = wkt;
    while let Some(c) = rest.chars().next() {
        let take = |text: &str, keep: fn(char) -> bool| text.find(|c| !keep(c)).unwrap_or(text.len());
        if c == '"' {
            let end = rest[1..].find('"').map_or(rest.len(), |at| at + 1);
            let name = rest[1..end].chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
            tokens.push(Token::Quoted(name));
            rest = rest.get(end + 1..).unwrap_or_default();
        } else if c.is_ascii_alphabetic() {
            let end = take(rest, |c| c.is_ascii_alphanumeric() || c == '_');
            tokens.push(Token::Word(rest[..end].to_ascii_uppercase()));
            rest = &rest[end..];
        } else if c.is_ascii_digit() || c == '-' || c == '+' || c == '.' {
            let end = take(rest, |c| c.is_ascii_digit() || matches!(c, '-' | '+' | '.' | 'e' | 'E'));
            if let Ok(number) = rest[..end].parse() {
                tokens.push(Token::Number(number));
            }
            rest = &rest[end..];
        } else {
            rest = &rest[c.len_utf8()..];
        }
    }
    tokens
}

/// The name that follows the first of `words`.
fn quoted_after<'a>(tokens: &'a [Token], words: &[&str]) -> Option<&'a str> {
    tokens.windows(2).find_map(|pair| match pair {
        [Token::Word(word), Token::Quoted(name)] if words.contains(&word.as_str()) => Some(name.as_str()),
        _ => None,
    })
}

/// Central meridian (degrees) and scale of a transverse Mercator in metres with VN-2000's origin; `None` for any other.
fn transverse_mercator(tokens: &[Token]) -> Option<(f64, f64)> {
    let parameter = |names: &[&str]| {
        tokens.windows(3).find_map(|triple| match triple {
            [Token::Word(word), Token::Quoted(name), Token::Number(value)]
                if word == "PARAMETER" && names.contains(&name.as_str()) =>
            {
                Some(*value)
            }
            _ => None,
        })
    };
    let near = |value: Option<f64>, wanted: f64| value.is_some_and(|value| (value - wanted).abs() < 1e-6);
    let origin_is_right = near(parameter(&["falseeasting"]), FALSE_EASTING_M)
        && near(parameter(&["falsenorthing"]), 0.0)
        && near(parameter(&["latitudeoforigin", "latitudeofnaturalorigin"]).or(Some(0.0)), 0.0);
    let unit_is_metre = tokens.windows(3).any(|t| {
        matches!(t, [Token::Word(w), Token::Quoted(n), Token::Number(f)]
            if (w == "UNIT" || w == "LENGTHUNIT") && (n.starts_with("met")) && (f - 1.0).abs() < 1e-12)
    });
    let meridian = parameter(&["centralmeridian", "longitudeofnaturalorigin"])?;
    let scale = parameter(&["scalefactor", "scalefactoratnaturalorigin"])?;
    (origin_is_right && unit_is_metre).then_some((meridian, scale))
}

#[cfg(test)]
mod tests {
    use super::*;

    const WKT2: &str = r#"PROJCRS["VN-2000 / TM-3 zone 482",BASEGEOGCRS["VN-2000",DATUM["Vietnam 2000",ELLIPSOID["WGS 84",6378137,298.257223563,LENGTHUNIT["metre",1]]],PRIMEM["Greenwich",0,ANGLEUNIT["degree",0.0174532925199433]],ID["EPSG",4756]],CONVERSION["Vietnam TM-3 zone 482",METHOD["Transverse Mercator",ID["EPSG",9807]],PARAMETER["Latitude of natural origin",0,ANGLEUNIT["degree",0.0174532925199433],ID["EPSG",8801]],PARAMETER["Longitude of natural origin",105,ANGLEUNIT["degree",0.0174532925199433],ID["EPSG",8802]],PARAMETER["Scale factor at natural origin",0.9999,SCALEUNIT["unity",1],ID["EPSG",8805]],PARAMETER["False easting",500000,LENGTHUNIT["metre",1],ID["EPSG",8806]],PARAMETER["False northing",0,LENGTHUNIT["metre",1],ID["EPSG",8807]]],CS[Cartesian,2],AXIS["(E)",east,ORDER[1],LENGTHUNIT["metre",1]],AXIS["(N)",north,ORDER[2],LENGTHUNIT["metre",1]],ID["EPSG",5897]]"#;

    #[test]
    fn both_written_forms_read_back_for_every_grid() {
        for crs in ProjectCrs::all() {
            assert_eq!(crs_from_wkt(&crs.wkt()), Ok(FileCrs::Grid(crs)), "{}", crs.wkt());
            assert_eq!(crs_from_wkt(&crs.esri_wkt()), Ok(FileCrs::Grid(crs)), "{}", crs.esri_wkt());
        }
        assert!(ProjectCrs::default().esri_wkt().starts_with("PROJCS[\"VN_2000_TM-3_zone_482\""));
    }

    #[test]
    fn a_grid_is_known_by_its_parameters_not_by_its_name() {
        assert_eq!(crs_from_wkt(WKT2), Ok(FileCrs::Grid(ProjectCrs::default())));
        let custom = ProjectCrs::default().esri_wkt().replace("VN_2000_TM-3_zone_482", "VN-2000_TM-3_105-00");
        assert_eq!(crs_from_wkt(&custom), Ok(FileCrs::Grid(ProjectCrs::default())));
        let moved = WKT2.replace("origin\",105,", "origin\",105.5,");
        assert_eq!(crs_from_wkt(&moved).map(FileCrs::epsg), Ok(9209));
        for (from, to) in [("500000", "0"), ("105,ANG", "105.2,ANG"), ("Vietnam 2000", "Indian 1975"), ("Transverse", "Oblique")]
        {
            assert!(crs_from_wkt(&WKT2.replace(from, to)).is_err(), "{from} -> {to}");
        }
    }

    #[test]
    fn other_systems_are_told_apart() {
        let wgs84 = r#"GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]]"#;
        assert_eq!(crs_from_wkt(wgs84), Ok(FileCrs::Wgs84));
        assert_eq!(crs_from_wkt(&wgs84.replace("WGS_1984", "Vietnam_2000")), Ok(FileCrs::Vn2000));
        let utm = ProjectCrs::from_epsg(3405).expect("known").wkt().replace("Vietnam_2000", "WGS_1984");
        assert_eq!(crs_from_wkt(&utm), Ok(FileCrs::Wgs84Utm { zone: 48 }));
        for text in ["", "PROJCS[", "LOCAL_CS[\"x\"]", "\"", "PROJCS[\"\u{1ea1}\",DATUM[\"\u{1ea1}"] {
            assert!(crs_from_wkt(text).is_err(), "{text}");
        }
    }
}
